import { t } from '../../../../i18n/index.js';
import { NOTHING_PENDING, chosen, freeOccurrence, given, when, type StepForm } from '../step-form.js';
import { codeOptions, yesNo } from './options.js';

const SITUATIONS = ['unemployed', 'inactive', 'in-training', 'employed'] as const;

/** What every outcome is measured from; what is not known is left out, never taken for a no. */
export const entrySituation: StepForm = {
  kind: 'entrySituation',
  hue: 'support',
  icon: 'user',
  lists: ['education-levels', 'households'],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ openedOn }) => ({ occurredOn: openedOn }),
  fields: (values, context) => [
    {
      name: 'situation',
      label: 'field.situation',
      control: { type: 'options', options: SITUATIONS.map((value) => ({ value, label: t(`situation.${value}`) })) },
    },
    {
      name: 'since',
      label: 'field.since',
      hint: 'field.unknownHelp',
      optional: true,
      control: { type: 'day', max: context.today },
    },
    yesNo('registeredWithFranceTravail', 'field.registered', { optional: true }),
    {
      name: 'education',
      label: 'field.education',
      optional: true,
      control: { type: 'search', options: codeOptions(context, 'education-levels', values) },
    },
    {
      name: 'household',
      label: 'field.household',
      optional: true,
      control: { type: 'search', options: codeOptions(context, 'households', values) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.entrySituation', {
      when: when(values, context),
      name: context.person,
      situation: SITUATIONS.some((each) => each === values['situation'])
        ? t(`situation.${chosen<(typeof SITUATIONS)[number]>(values, 'situation')}`).toLocaleLowerCase()
        : t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/entry-situations',
    body: {
      situation: chosen(values, 'situation'),
      ...given(values, 'since'),
      ...given(values, 'education'),
      ...given(values, 'household'),
      ...(values['registeredWithFranceTravail'] !== undefined && {
        registeredWithFranceTravail: values['registeredWithFranceTravail'] === 'yes',
      }),
      ...freeOccurrence(values),
    },
  }),
};
