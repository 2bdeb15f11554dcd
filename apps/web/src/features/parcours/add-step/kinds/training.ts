import type { Option } from '../../../../design/choice-field.js';
import { t } from '../../../../i18n/index.js';
import { NOTHING_PENDING, given, freeOccurrence, said, when, type FormContext, type StepForm } from '../step-form.js';
import { preset, yesNo } from './options.js';

export const trainingStart: StepForm = {
  kind: 'trainingStart',
  hue: 'training',
  icon: 'school',
  lists: [],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: () => [
    { name: 'title', label: 'field.trainingTitle', control: { type: 'text' } },
    { name: 'provider', label: 'field.provider', control: { type: 'text' } },
    yesNo('qualifying', 'field.qualifying', { hint: 'field.qualifyingHelp' }),
    { name: 'expectedEnd', label: 'field.expectedEnd', control: { type: 'day' } },
  ],
  sentence: (values, context) =>
    t('sentence.trainingStart', {
      when: when(values, context),
      name: context.person,
      title: said(values, 'title') ?? t('step.unknown'),
      provider: said(values, 'provider') ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/training-starts',
    body: {
      title: said(values, 'title') ?? '',
      provider: { label: said(values, 'provider') ?? '' },
      qualifying: values['qualifying'] === 'yes',
      expectedEnd: values['expectedEnd'] ?? '',
      ...freeOccurrence(values),
    },
  }),
};

export const trainingEnd: StepForm = {
  kind: 'trainingEnd',
  hue: 'training',
  icon: 'flag',
  lists: [],
  dated: 'freely',
  impossible: ({ trainings }) => (trainings.some(({ to }) => to === undefined) ? undefined : NOTHING_PENDING.training),
  blank: (context) => ({ training: preset(openTrainings(context), context), occurredOn: context.today }),
  fields: (_, context) => [
    { name: 'training', label: 'field.training', control: { type: 'options', options: openTrainings(context) } },
    {
      name: 'qualification',
      label: 'field.qualification',
      hint: 'field.qualificationHelp',
      optional: true,
      control: { type: 'text' },
    },
  ],
  sentence: (values, context) =>
    t('sentence.trainingEnd', {
      when: when(values, context),
      name: context.person,
      title: openTrainings(context).find(({ value }) => value === values['training'])?.label ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/training-completions',
    body: { training: values['training'] ?? '', ...given(values, 'qualification'), ...freeOccurrence(values) },
  }),
};

function openTrainings({ story }: FormContext): readonly Option[] {
  return story.trainings
    .filter(({ to }) => to === undefined)
    .map(({ id, title, provider }) => ({ value: id, label: title ?? provider ?? t('entry.TrainingStarted') }));
}
