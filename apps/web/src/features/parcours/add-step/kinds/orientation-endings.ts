import { t } from '../../../../i18n/index.js';
import { mayAnswer, mayDecide, type Standing } from '../../story/standing.js';
import type { Orientation, Story } from '../../story/story.js';
import { NOTHING_PENDING, chosen, freeOccurrence, when, type StepForm } from '../step-form.js';
import { codeOptions, labelIn } from './options.js';
import { blankFor, received, receiverOf, unended, which } from './orientation-choice.js';

/** Those that one's own structure proposed, and that have not begun. */
function mine(story: Story, { structures }: Standing): readonly Orientation[] {
  return unended(story).filter(({ fromStructure }) => structures.includes(fromStructure ?? ''));
}

export const withdrawal: StepForm = {
  kind: 'withdrawal',
  hue: 'orientation',
  icon: 'undo',
  lists: [],
  dated: 'freely',
  impossible: (story, standing) => (mine(story, standing).length > 0 ? undefined : NOTHING_PENDING.mine),
  blank: (context) => blankFor(context, mine(context.story, context.standing)),
  fields: (_, context) => [which(context, mine(context.story, context.standing))],
  sentence: (values, context) =>
    t('sentence.withdrawal', { when: when(values, context), structure: receiverOf(context, values) }),
  request: (values) => ({
    path: '/parcours/{id}/steps/orientations/{orientation}/withdrawals',
    orientation: values['orientation'] ?? '',
    body: freeOccurrence(values),
  }),
};

const LAPSES = ['person-did-not-come', 'no-place', 'no-answer'] as const;

/** Those that the reader may say came to nothing: its receiver once it accepted, and whoever the exit belongs to. */
function toNothing(story: Story, standing: Standing): readonly Orientation[] {
  return mayDecide(standing) ? unended(story) : received(story, standing, 'accepted');
}

/** Never begun. */
export const lapse: StepForm = {
  ...withdrawal,
  kind: 'lapse',
  icon: 'close',
  impossible: (story, standing) => (toNothing(story, standing).length > 0 ? undefined : NOTHING_PENDING.accepted),
  blank: (context) => blankFor(context, toNothing(context.story, context.standing)),
  fields: (_, context) => [
    which(context, toNothing(context.story, context.standing)),
    {
      name: 'reason',
      label: 'field.jobEndReason',
      control: { type: 'options', options: LAPSES.map((value) => ({ value, label: t(`orients.lapse.${value}`) })) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.lapse', { when: when(values, context), structure: receiverOf(context, values) }),
  request: (values) => ({
    path: '/parcours/{id}/steps/orientations/{orientation}/lapses',
    orientation: values['orientation'] ?? '',
    body: { reason: chosen<(typeof LAPSES)[number]>(values, 'reason'), ...freeOccurrence(values) },
  }),
};

/** Begun and not closed, by the structure that received the person. */
function underWay(story: Story, standing: Standing): readonly Orientation[] {
  return story.orientations.filter(
    (each) => each.startedOn !== undefined && each.endedOn === undefined && mayAnswer(each, standing),
  );
}

/** What came of it, told to the structure that proposed it. */
export const closing: StepForm = {
  kind: 'closing',
  hue: 'orientation',
  icon: 'flag',
  lists: ['orientation-outcomes'],
  dated: 'freely',
  impossible: (story, standing) => (underWay(story, standing).length > 0 ? undefined : NOTHING_PENDING.underWay),
  blank: (context) => blankFor(context, underWay(context.story, context.standing)),
  fields: (values, context) => [
    which(context, underWay(context.story, context.standing)),
    {
      name: 'outcome',
      label: 'field.orientationOutcome',
      control: { type: 'options', options: codeOptions(context, 'orientation-outcomes', values) },
    },
  ],
  sentence: (values, context) =>
    t('sentence.closing', {
      when: when(values, context),
      structure: receiverOf(context, values),
      outcome: labelIn(context, 'orientation-outcomes', values, 'outcome') ?? t('step.unknown'),
    }),
  request: (values) => ({
    path: '/parcours/{id}/steps/orientations/{orientation}/closings',
    orientation: values['orientation'] ?? '',
    body: { outcome: values['outcome'] ?? '', ...freeOccurrence(values) },
  }),
};
