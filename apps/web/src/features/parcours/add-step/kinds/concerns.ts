import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { NOTHING_PENDING, occurrence, said, when, type FormContext, type StepForm } from '../step-form.js';
import { preset } from './options.js';

/** A professional worries: it weighs in the risk of dropping out until somebody says that it no longer holds. */
export const concern: StepForm = {
  kind: 'concern',
  hue: 'action',
  icon: 'alert',
  lists: [],
  dated: 'after-opening',
  noNote: true,
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: () => [{ name: 'note', label: 'field.concern', hint: 'field.concernHelp', control: { type: 'lines' } }],
  sentence: (values, context) =>
    t('sentence.concern', {
      when: when(values, context),
      name: context.person,
      note: said(values, 'note') ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/concerns',
    body: { ...occurrence(values), note: said(values, 'note') ?? '' },
  }),
};

export const concernLift: StepForm = {
  kind: 'concernLift',
  hue: 'support',
  icon: 'check',
  lists: [],
  dated: 'after-opening',
  impossible: ({ concerns }) =>
    concerns.some(({ liftedOn }) => liftedOn === undefined) ? undefined : NOTHING_PENDING.concern,
  blank: (context) => ({ occurredOn: context.today, concern: preset(raised(context), context) }),
  fields: (_, context) => [
    { name: 'concern', label: 'field.whichConcern', control: { type: 'options', options: raised(context) } },
  ],
  sentence: (values, context) => t('sentence.concernLift', { when: when(values, context), name: context.person }),
  request: (values) => ({
    path: '/parcours/{id}/steps/concern-lifts',
    body: { concern: values['concern'] ?? '', ...occurrence(values) },
  }),
};

const SHORT = 60;

/** Concerns that nobody has lifted, by their day and how they begin. */
function raised({ story, today }: FormContext): readonly Option[] {
  return story.concerns
    .filter(({ liftedOn }) => liftedOn === undefined)
    .map(({ id, on, note }) => ({
      value: id,
      label: [shortDay(on, today, locale), note === undefined ? [] : cut(note)].flat().join(' · '),
    }));
}

function cut(text: string): string {
  return text.length <= SHORT ? text : `${text.slice(0, SHORT).trimEnd()}…`;
}
