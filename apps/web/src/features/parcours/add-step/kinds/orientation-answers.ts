import { t } from '../../../../i18n/index.js';
import {
  NOTHING_PENDING,
  freeOccurrence,
  when,
  type FieldSpec,
  type FormContext,
  type StepForm,
} from '../step-form.js';
import { codeOptions, labelIn, orientationOptions, preset, receiverOf, waiting } from './options.js';

const which = (context: FormContext, state: 'proposed' | 'accepted'): FieldSpec => ({
  name: 'orientation',
  label: 'field.orientation',
  control: { type: 'options', options: orientationOptions(context, state) },
});

const blankFor =
  (state: 'proposed' | 'accepted', more: Record<string, string> = {}) =>
  (context: FormContext) => ({
    orientation: preset(orientationOptions(context, state), context),
    occurredOn: context.today,
    ...more,
  });

export const acceptance: StepForm = {
  kind: 'acceptance',
  hue: 'orientation',
  icon: 'check',
  lists: [],
  dated: 'freely',
  impossible: (story) => (waiting(story, 'proposed').length > 0 ? undefined : NOTHING_PENDING.proposed),
  blank: blankFor('proposed'),
  fields: (_, context) => [which(context, 'proposed')],
  sentence: (values, context) =>
    t('sentence.acceptance', { when: when(values, context), structure: receiverOf(context, values) }),
  request: (values) => ({
    path: '/parcours/{id}/steps/orientations/{eventId}/acceptances',
    eventId: values['orientation'] ?? '',
    body: freeOccurrence(values),
  }),
};

export const decline: StepForm = {
  kind: 'decline',
  hue: 'orientation',
  icon: 'close',
  lists: ['decline-reasons'],
  dated: 'freely',
  impossible: acceptance.impossible,
  blank: blankFor('proposed', { by: 'structure' }),
  fields: (values, context) => [
    which(context, 'proposed'),
    {
      name: 'by',
      label: 'field.by',
      control: {
        type: 'options',
        options: (['structure', 'person'] as const).map((value) => ({ value, label: t(`field.by.${value}`) })),
      },
    },
    {
      name: 'reason',
      label: 'field.declineReason',
      control: { type: 'options', options: codeOptions(context, 'decline-reasons', values) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.decline', {
      when: when(values, context),
      structure: receiverOf(context, values),
      reason: labelIn(context, 'decline-reasons', values, 'reason') ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/orientations/{eventId}/declines',
    eventId: values['orientation'] ?? '',
    body: { by: values['by'] ?? '', reason: values['reason'] ?? '', ...freeOccurrence(values) },
  }),
};

export const start: StepForm = {
  kind: 'start',
  hue: 'orientation',
  icon: 'flag',
  lists: [],
  dated: 'freely',
  impossible: (story) => (waiting(story, 'accepted').length > 0 ? undefined : NOTHING_PENDING.accepted),
  blank: blankFor('accepted'),
  fields: (_, context) => [which(context, 'accepted')],
  sentence: (values, context) =>
    t('sentence.start', {
      when: when(values, context),
      structure: receiverOf(context, values),
      name: context.person,
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/orientations/{eventId}/starts',
    eventId: values['orientation'] ?? '',
    body: freeOccurrence(values),
  }),
};
