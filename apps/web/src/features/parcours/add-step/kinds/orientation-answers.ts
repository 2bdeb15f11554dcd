import { t } from '../../../../i18n/index.js';
import {
  NOTHING_PENDING,
  chosen,
  freeOccurrence,
  when,
  type FormContext,
  type StepForm,
  type Values,
} from '../step-form.js';
import { codeOptions, labelIn } from './options.js';
import { blankFor, received, receiverOf, waiting, which } from './orientation-choice.js';

const toAnswer = ({ story, standing }: FormContext) => received(story, standing, 'proposed');
const toStart = ({ story, standing }: FormContext) => received(story, standing, 'accepted');

export const acceptance: StepForm = {
  kind: 'acceptance',
  hue: 'orientation',
  icon: 'check',
  lists: [],
  dated: 'freely',
  impossible(story, standing) {
    if (story.exitedOn !== undefined) return NOTHING_PENDING.exited;
    if (waiting(story, 'proposed').length === 0) return NOTHING_PENDING.proposed;
    return received(story, standing, 'proposed').length > 0 ? undefined : NOTHING_PENDING.receiver;
  },
  blank: (context) => blankFor(context, toAnswer(context)),
  fields: (_, context) => [which(context, toAnswer(context))],
  sentence: (values, context) =>
    t('sentence.acceptance', { when: when(values, context), structure: receiverOf(context, values) }),
  request: (values) => ({
    path: '/parcours/{id}/steps/orientations/{orientation}/acceptances',
    orientation: values['orientation'] ?? '',
    body: freeOccurrence(values),
  }),
};

export const decline: StepForm = {
  kind: 'decline',
  hue: 'orientation',
  icon: 'close',
  lists: ['decline-reasons'],
  dated: 'freely',
  impossible: (story) => (waiting(story, 'proposed').length > 0 ? undefined : NOTHING_PENDING.proposed),
  blank(context) {
    const values = blankFor(context, waiting(context.story, 'proposed'));
    const who = whoDeclines(values, context);
    return { ...values, ...(who.length === 1 && values.orientation !== '' && { by: 'person' }) };
  },
  fields: (values, context) => [
    which(context, waiting(context.story, 'proposed')),
    {
      name: 'by',
      label: 'field.by',
      control: {
        type: 'options',
        options: whoDeclines(values, context).map((value) => ({ value, label: t(`field.by.${value}`) })),
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
    path: '/parcours/{id}/steps/orientations/{orientation}/declines',
    orientation: values['orientation'] ?? '',
    body: { by: chosen(values, 'by'), reason: values['reason'] ?? '', ...freeOccurrence(values) },
  }),
};

export const start: StepForm = {
  kind: 'start',
  hue: 'orientation',
  icon: 'flag',
  lists: [],
  dated: 'freely',
  impossible(story, standing) {
    if (story.exitedOn !== undefined) return NOTHING_PENDING.exited;
    if (waiting(story, 'accepted').length === 0) return NOTHING_PENDING.accepted;
    return received(story, standing, 'accepted').length > 0 ? undefined : NOTHING_PENDING.receiver;
  },
  blank: (context) => blankFor(context, toStart(context)),
  fields: (_, context) => [which(context, toStart(context))],
  sentence: (values, context) =>
    t('sentence.start', {
      when: when(values, context),
      structure: receiverOf(context, values),
      name: context.person,
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/orientations/{orientation}/starts',
    orientation: values['orientation'] ?? '',
    body: freeOccurrence(values),
  }),
};

/** That the person refuses, whoever follows them may say; that the structure does is its own answer. */
function whoDeclines(values: Values, context: FormContext): readonly ('structure' | 'person')[] {
  return toAnswer(context).some(({ id }) => id === values['orientation']) ? ['structure', 'person'] : ['person'];
}
