import { isMessage, locale, t } from '../../../../i18n/index.js';
import { freeOccurrence, given, when, type StepForm } from '../step-form.js';
import { codeOptions, labelIn } from './options.js';

/** The one kind that stays possible after the exit: a follow-up. */
export const contact: StepForm = {
  kind: 'contact',
  hue: 'support',
  icon: 'phone',
  lists: ['contact-channels', 'contact-outcomes'],
  dated: 'freely',
  impossible: () => undefined,
  blank: ({ today }) => ({ channel: 'phone', reached: 'person', occurredOn: today }),
  fields: (values, context) => [
    {
      name: 'channel',
      label: 'field.channel',
      control: { type: 'options', options: codeOptions(context, 'contact-channels', values) },
    },
    {
      name: 'reached',
      label: 'field.reached',
      control: {
        type: 'options',
        options: (['person', 'nobody', 'third-party'] as const).map((value) => ({
          value,
          label: t(`field.reached.${value}`),
        })),
      },
    },
    {
      name: 'outcome',
      label: 'field.outcome',
      optional: true,
      last: true,
      control: { type: 'search', options: codeOptions(context, 'contact-outcomes', values) },
    },
  ],
  sentence(values, context) {
    const key = `channel.${values['channel'] ?? ''}`;
    const label = labelIn(context, 'contact-channels', values, 'channel') ?? t('step.unknown');
    const how = isMessage(key) ? t(key) : label.toLocaleLowerCase(locale);
    const params = { when: when(values, context), name: context.person, how };
    if (values['reached'] === 'person') return t('sentence.contactReached', params);
    return t(values['reached'] === 'third-party' ? 'sentence.contactThird' : 'sentence.contactMissed', params);
  },
  request: (values) => ({
    path: '/parcours/{id}/steps/contact-attempts',
    body: {
      channel: values['channel'] ?? '',
      reached: (values['reached'] ?? 'person') as 'person' | 'third-party' | 'nobody',
      ...given(values, 'outcome'),
      ...freeOccurrence(values),
    },
  }),
};
