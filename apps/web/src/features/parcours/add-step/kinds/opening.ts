import { locale, t } from '../../../../i18n/index.js';
import { occurrence, when, type StepForm } from '../step-form.js';
import { codeOptions, labelIn } from './options.js';

/** How somebody came in, and when: only ever corrected, as the opening makes the parcours. */
export const opening: StepForm = {
  kind: 'correction',
  hue: 'support',
  icon: 'flag',
  lists: ['entry-channels'],
  // The opening is what the other days are held against.
  dated: 'after-opening',
  impossible: () => undefined,
  blank: ({ openedOn }) => ({ occurredOn: openedOn }),
  fields: (values, context) => [
    {
      name: 'entryChannel',
      label: 'new.channel',
      control: { type: 'options', options: codeOptions(context, 'entry-channels', values) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.opening', {
      when: when(values, context),
      name: context.person,
      channel:
        labelIn(context, 'entry-channels', values, 'entryChannel')?.toLocaleLowerCase(locale) ?? t('step.unknown'),
    }),
  // Sent as the replacement of a correction alone, which has this shape.
  request: (values) => ({
    path: '/parcours/{id}/steps/corrections',
    body: { entryChannel: values['entryChannel'] ?? '', ...occurrence(values) } as never,
  }),
};
