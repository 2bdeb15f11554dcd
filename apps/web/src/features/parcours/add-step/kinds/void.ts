import { t } from '../../../../i18n/index.js';
import { said, type StepForm } from '../step-form.js';

/** A mistake stays in the log, struck through, with the reason; it has no day of its own. */
export const voiding: StepForm = {
  kind: 'void',
  hue: 'pause',
  icon: 'undo',
  lists: [],
  dated: 'never',
  impossible: () => undefined,
  blank: ({ on, entries }) => ({ entry: entries.some(({ value }) => value === on) ? (on ?? '') : '' }),
  fields: (_, { entries }) => [
    { name: 'entry', label: 'field.entry', pointer: '/eventId', control: { type: 'search', options: entries } },
    { name: 'why', label: 'field.why', hint: 'field.whyHelp', control: { type: 'text' } },
  ],
  sentence: (values, { entries }) =>
    t('sentence.void', {
      step: entries.find(({ value }) => value === values['entry'])?.label ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/voids',
    body: { eventId: values['entry'] ?? '', why: said(values, 'why') ?? '' },
  }),
};
