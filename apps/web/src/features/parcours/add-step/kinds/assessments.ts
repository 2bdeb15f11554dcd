import { locale, t } from '../../../../i18n/index.js';
import { NOTHING_PENDING, freeOccurrence, occurrence, when, type StepForm } from '../step-form.js';
import { codeOptions, labelIn } from './options.js';

export const assessment: StepForm = {
  kind: 'assessment',
  hue: 'support',
  icon: 'user',
  lists: ['assessment-kinds'],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: (values, context) => [
    {
      name: 'kind',
      label: 'field.assessmentKind',
      control: { type: 'options', options: codeOptions(context, 'assessment-kinds', values) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.assessment', {
      when: when(values, context),
      name: context.person,
      kind: labelIn(context, 'assessment-kinds', values, 'kind')?.toLocaleLowerCase(locale) ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/assessments',
    body: { kind: values['kind'] ?? '', ...freeOccurrence(values) },
  }),
};

/** Nothing has changed: the file is up to date, though nobody was met. */
export const confirmation: StepForm = {
  kind: 'confirmation',
  hue: 'support',
  icon: 'check',
  lists: [],
  dated: 'after-opening',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: () => [],
  sentence: (values, context) => t('sentence.confirmation', { when: when(values, context), name: context.person }),
  request: (values) => ({ path: '/parcours/{id}/steps/situation-confirmations', body: occurrence(values) }),
};
