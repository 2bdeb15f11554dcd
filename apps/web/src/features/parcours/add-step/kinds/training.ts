import type { Option } from '../../../../design/choice-field.js';
import { locale, shortDay, t } from '../../../../i18n/index.js';
import { NOTHING_PENDING, given, freeOccurrence, said, when, type FormContext, type StepForm } from '../step-form.js';
import { codeOptions, labelIn, preset, yesNo } from './options.js';

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

export const admission: StepForm = {
  kind: 'admission',
  hue: 'training',
  icon: 'calendar',
  lists: [],
  dated: 'freely',
  impossible: ({ exitedOn }) => (exitedOn === undefined ? undefined : NOTHING_PENDING.exited),
  blank: ({ today }) => ({ occurredOn: today }),
  fields: () => [
    { name: 'title', label: 'field.trainingTitle', optional: true, control: { type: 'text' } },
    {
      name: 'provider',
      label: 'field.provider',
      pointer: '/provider/label',
      optional: true,
      control: { type: 'text' },
    },
    { name: 'startsOn', label: 'field.startsOn', control: { type: 'day' } },
  ],
  sentence(values, context) {
    const startsOn = said(values, 'startsOn');
    return t('sentence.admission', {
      when: when(values, context),
      name: context.person,
      title: said(values, 'title') ?? said(values, 'provider') ?? t('step.unknown'),
      on: startsOn === undefined ? t('step.unknown') : shortDay(startsOn, context.today, locale),
    });
  },
  request(values) {
    const provider = said(values, 'provider');
    return {
      path: '/parcours/{id}/steps/training-admissions',
      body: {
        ...given(values, 'title'),
        ...(provider !== undefined && { provider: { label: provider } }),
        startsOn: values['startsOn'] ?? '',
        ...freeOccurrence(values),
      },
    };
  },
};

/** A return to work is no dropout: the reason says so. */
export const abandonment: StepForm = {
  ...trainingEnd,
  kind: 'abandonment',
  icon: 'exit',
  lists: ['abandonment-reasons'],
  fields: (values, context) => [
    { name: 'training', label: 'field.training', control: { type: 'options', options: openTrainings(context) } },
    {
      name: 'reason',
      label: 'field.jobEndReason',
      control: { type: 'options', options: codeOptions(context, 'abandonment-reasons', values) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.abandonment', {
      when: when(values, context),
      name: context.person,
      reason: labelIn(context, 'abandonment-reasons', values, 'reason') ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/training-abandonments',
    body: { training: values['training'] ?? '', reason: values['reason'] ?? '', ...freeOccurrence(values) },
  }),
};

/** Days away from a training; without a last day, still away. */
export const trainingAbsence: StepForm = {
  ...trainingEnd,
  kind: 'trainingAbsence',
  icon: 'close',
  blank: (context) => ({
    training: preset(openTrainings(context), context),
    from: context.today,
    occurredOn: context.today,
  }),
  fields: (_, context) => [
    { name: 'training', label: 'field.training', control: { type: 'options', options: openTrainings(context) } },
    { name: 'from', label: 'field.awayFrom', control: { type: 'day', max: context.today } },
    {
      name: 'to',
      label: 'field.awayTo',
      hint: 'field.awayToHelp',
      optional: true,
      control: { type: 'day' },
    },
  ],
  sentence(values, context) {
    const from = said(values, 'from');
    return t('sentence.trainingAbsence', {
      name: context.person,
      from: from === undefined ? t('step.unknown') : shortDay(from, context.today, locale),
    });
  },
  request: (values) => ({
    path: '/parcours/{id}/steps/training-absences',
    body: {
      training: values['training'] ?? '',
      from: values['from'] ?? '',
      ...given(values, 'to'),
      ...freeOccurrence(values),
    },
  }),
};
