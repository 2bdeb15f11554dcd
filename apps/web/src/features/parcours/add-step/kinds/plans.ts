import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { textIn } from '../../story/entry-data.js';
import type { Plan } from '../../story/story.js';
import {
  NOTHING_PENDING,
  chosen,
  freeOccurrence,
  said,
  when,
  type FormContext,
  type StepForm,
  type Values,
} from '../step-form.js';
import { preset } from './options.js';

type PlanKind = Plan['kind'];

/** What was planned and nothing has answered yet, each by its day. */
function planned({ story, today }: FormContext, kind: PlanKind): readonly Option[] {
  return story.plans
    .filter((plan) => plan.kind === kind)
    .map(({ id, on, time, what }) => ({
      value: id,
      label: [what ?? [], shortDay(on, today, locale), time ?? []].flat().join(', '),
    }));
}

const day = (values: Values, name: string, { today }: FormContext) => {
  const on = said(values, name);
  return on === undefined ? t('step.unknown') : shortDay(on, today, locale);
};

const open: Pick<StepForm, 'lists' | 'dated' | 'impossible'> = {
  lists: [],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
};

export const appointment: StepForm = {
  ...open,
  kind: 'appointment',
  hue: 'support',
  icon: 'calendar',
  blank: ({ today }) => ({ occurredOn: today }),
  fields: () => [
    { name: 'on', label: 'field.appointmentOn', pointer: '/at/on', control: { type: 'day' } },
    { name: 'at', label: 'field.appointmentAt', pointer: '/at/time', optional: true, control: { type: 'time' } },
    { name: 'place', label: 'field.place', pointer: '/place/label', optional: true, control: { type: 'text' } },
    {
      name: 'with',
      label: 'field.with',
      hint: 'field.withHelp',
      pointer: '/with/label',
      optional: true,
      control: { type: 'text' },
    },
  ],
  sentence: (values, context) =>
    t('sentence.appointment', { name: context.person, on: day(values, 'on', context), at: said(values, 'at') ?? '' }),
  request(values, { standing }) {
    const [place, at, whom, own] = [
      said(values, 'place'),
      said(values, 'at'),
      said(values, 'with'),
      standing.structures[0],
    ];
    return {
      path: '/parcours/{id}/steps/appointments',
      body: {
        at: { on: values['on'] ?? '', ...(at !== undefined && { time: at }) },
        ...(place !== undefined && { place: { label: place } }),
        with: {
          ...(whom !== undefined && { label: whom }),
          ...(whom === undefined && own !== undefined && { structure: own }),
        },
        ...freeOccurrence(values),
      },
    };
  },
};

/** Another day or hour for what was planned; it stays the same appointment. */
export const appointmentMove: StepForm = {
  ...open,
  kind: 'appointmentMove',
  hue: 'support',
  icon: 'calendar',
  impossible: ({ plans }) =>
    plans.some(({ kind }) => kind === 'appointment') ? undefined : NOTHING_PENDING.appointment,
  blank: (context) => ({ appointment: preset(planned(context, 'appointment'), context), occurredOn: context.today }),
  fields: (_, context) => [
    {
      name: 'appointment',
      label: 'field.appointment',
      control: { type: 'options', options: planned(context, 'appointment') },
    },
    { name: 'on', label: 'field.movedTo', pointer: '/at/on', control: { type: 'day' } },
    { name: 'at', label: 'field.appointmentAt', pointer: '/at/time', optional: true, control: { type: 'time' } },
  ],
  sentence: (values, context) =>
    t('sentence.appointmentMove', {
      name: context.person,
      on: day(values, 'on', context),
      at: said(values, 'at') ?? '',
    }),
  request(values) {
    const at = said(values, 'at');
    return {
      path: '/parcours/{id}/steps/appointment-reschedulings',
      body: {
        appointment: values['appointment'] ?? '',
        at: { on: values['on'] ?? '', ...(at !== undefined && { time: at }) },
        ...freeOccurrence(values),
      },
    };
  },
};

const ISSUES = {
  honoured: 'appointment-attendances',
  missed: 'appointment-absences',
  excused: 'appointment-excuses',
  cancelled: 'appointment-cancellations',
} as const;
type Issue = keyof typeof ISSUES;

/** What became of an appointment: one form, as one looks at it and knows. */
export const appointmentIssue: StepForm = {
  ...open,
  kind: 'appointmentIssue',
  hue: 'support',
  icon: 'check',
  impossible: ({ plans }) =>
    plans.some(({ kind }) => kind === 'appointment') ? undefined : NOTHING_PENDING.appointment,
  blank: (context) => ({ appointment: preset(planned(context, 'appointment'), context), occurredOn: context.today }),
  fields: (_, context) => [
    {
      name: 'appointment',
      label: 'field.appointment',
      control: { type: 'options', options: planned(context, 'appointment') },
    },
    {
      name: 'issue',
      label: 'field.issue',
      control: {
        type: 'options',
        options: (Object.keys(ISSUES) as Issue[]).map((value) => ({ value, label: t(`issue.${value}`) })),
      },
    },
  ],
  sentence: (values, context) =>
    t('sentence.appointmentIssue', {
      when: when(values, context),
      name: context.person,
      issue:
        said(values, 'issue') === undefined
          ? t('step.unknown')
          : t(`issue.${chosen<Issue>(values, 'issue')}`).toLocaleLowerCase(),
    }),
  request: (values) => ({
    path: `/parcours/{id}/steps/${ISSUES[chosen<Issue>(values, 'issue')] ?? ISSUES.honoured}`,
    body: { appointment: values['appointment'] ?? '', ...freeOccurrence(values) },
  }),
  recall: ({ type }) => ({ issue: type.replace('Appointment', '').toLowerCase() }),
};

const ACTORS = ['structure', 'person'] as const;

export const nextAction: StepForm = {
  ...open,
  kind: 'nextAction',
  hue: 'action',
  icon: 'clock',
  blank: ({ today }) => ({ occurredOn: today, who: 'structure' }),
  fields: () => [
    { name: 'what', label: 'field.what', control: { type: 'text' } },
    { name: 'dueOn', label: 'field.dueOn', control: { type: 'day' } },
    {
      name: 'who',
      label: 'field.who',
      control: { type: 'options', options: ACTORS.map((value) => ({ value, label: t(`who.${value}`) })) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.nextAction', { what: said(values, 'what') ?? t('step.unknown'), on: day(values, 'dueOn', context) }),
  request(values, { standing }) {
    const own = standing.structures[0];
    const who =
      values['who'] === 'person' || own === undefined
        ? { kind: 'person' as const }
        : { kind: 'structure' as const, structure: own };
    const body = { what: said(values, 'what') ?? '', dueOn: values['dueOn'] ?? '', who, ...freeOccurrence(values) };
    return { path: '/parcours/{id}/steps/next-actions', body };
  },
  recall: ({ data }) => ({ who: textIn(data['who'], 'kind') === 'person' ? 'person' : 'structure' }),
};

export const nextActionDone: StepForm = {
  ...open,
  kind: 'nextActionDone',
  hue: 'action',
  icon: 'check',
  impossible: ({ plans }) => (plans.some(({ kind }) => kind === 'action') ? undefined : NOTHING_PENDING.action),
  blank: (context) => ({ nextAction: preset(planned(context, 'action'), context), occurredOn: context.today }),
  fields: (_, context) => [
    {
      name: 'nextAction',
      label: 'field.nextAction',
      control: { type: 'options', options: planned(context, 'action') },
    },
  ],
  sentence: (values, context) =>
    t('sentence.nextActionDone', {
      when: when(values, context),
      what: planned(context, 'action').find(({ value }) => value === values['nextAction'])?.label ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/next-action-completions',
    body: { nextAction: values['nextAction'] ?? '', ...freeOccurrence(values) },
  }),
};
