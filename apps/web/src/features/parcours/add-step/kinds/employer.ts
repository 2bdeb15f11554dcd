import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { NOTHING_PENDING, chosen, freeOccurrence, said, when, type FormContext, type StepForm } from '../step-form.js';
import { preset } from './options.js';

export const introduction: StepForm = {
  kind: 'introduction',
  hue: 'job',
  icon: 'job',
  lists: [],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: () => [
    { name: 'company', label: 'field.company', pointer: '/company/label', control: { type: 'text' } },
    { name: 'offer', label: 'field.offer', pointer: '/offer/label', optional: true, control: { type: 'text' } },
  ],
  sentence: (values, context) =>
    t('sentence.introduction', {
      when: when(values, context),
      name: context.person,
      company: said(values, 'company') ?? t('step.unknown'),
    }),
  request(values) {
    const offer = said(values, 'offer');
    return {
      path: '/parcours/{id}/steps/introductions',
      body: {
        company: { label: said(values, 'company') ?? '' },
        ...(offer !== undefined && { offer: { label: offer } }),
        ...freeOccurrence(values),
      },
    };
  },
};

/** Introductions that the employer has not answered. */
function open({ story, today }: FormContext): readonly Option[] {
  return story.introductions
    .filter(({ closedOn }) => closedOn === undefined)
    .map(({ id, company, on }) => ({
      value: id,
      label: t('option.orientation', {
        structure: company ?? t('entry.IntroducedToEmployer'),
        date: shortDay(on, today, locale),
      }),
    }));
}

const answering: Pick<StepForm, 'hue' | 'icon' | 'lists' | 'dated' | 'impossible' | 'blank'> = {
  hue: 'job',
  icon: 'job',
  lists: [],
  dated: 'freely',
  impossible: ({ introductions }) =>
    introductions.some(({ closedOn }) => closedOn === undefined) ? undefined : NOTHING_PENDING.introduction,
  blank: (context) => ({ occurredOn: context.today, introduction: preset(open(context), context) }),
};

const which = (context: FormContext) =>
  ({
    name: 'introduction',
    label: 'field.introduction',
    control: { type: 'options', options: open(context) },
  }) as const;

const company = (context: FormContext, id: string | undefined) =>
  context.story.introductions.find((each) => each.id === id)?.company ?? t('step.unknown');

export const interview: StepForm = {
  ...answering,
  kind: 'interview',
  icon: 'users',
  fields: (_, context) => [which(context)],
  sentence: (values, context) =>
    t('sentence.interview', {
      when: when(values, context),
      name: context.person,
      company: company(context, values['introduction']),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/employer-interviews',
    body: { introduction: values['introduction'] ?? '', ...freeOccurrence(values) },
  }),
};

const OUTCOMES = ['hired', 'refused-by-employer', 'declined-by-person', 'no-answer'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** What the employer, or the person, said in the end. */
export const introductionClosing: StepForm = {
  ...answering,
  kind: 'introductionClosing',
  icon: 'flag',
  fields: (_, context) => [
    which(context),
    {
      name: 'outcome',
      label: 'field.orientationOutcome',
      control: {
        type: 'options',
        options: OUTCOMES.map((value) => ({ value, label: t(`introduction.${value}`) })),
      },
    },
  ],
  sentence: (values, context) =>
    t('sentence.introductionClosing', {
      when: when(values, context),
      company: company(context, values['introduction']),
      outcome:
        said(values, 'outcome') === undefined
          ? t('step.unknown')
          : t(`introduction.${chosen<Outcome>(values, 'outcome')}`).toLocaleLowerCase(locale),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/introduction-closings',
    body: {
      introduction: values['introduction'] ?? '',
      outcome: chosen<Outcome>(values, 'outcome'),
      ...freeOccurrence(values),
    },
  }),
};
