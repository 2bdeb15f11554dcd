import type { Standing } from '../../story/standing.js';
import type { Story } from '../../story/story.js';
import type { StepForm, StepKind } from '../step-form.js';
import { reopening, sixMonth } from './after-exit.js';
import { contact } from './contact.js';
import { entrySituation } from './entry-situation.js';
import { exit } from './exit.js';
import { jobEnd, jobSignature, jobStart } from './job.js';
import { barrier, barrierLift, pause, pauseLift } from './obstacles.js';
import { acceptance, decline, start } from './orientation-answers.js';
import { closing, withdrawal } from './orientation-endings.js';
import { orientation } from './orientation.js';
import { appointment, appointmentIssue, nextAction, nextActionDone } from './plans.js';
import { abandonment, admission, trainingEnd, trainingStart } from './training.js';
import { voiding } from './void.js';

export const STEP_FORMS: Readonly<Record<StepKind, StepForm>> = {
  contact,
  orientation,
  acceptance,
  decline,
  start,
  trainingStart,
  trainingEnd,
  jobStart,
  jobEnd,
  exit,
  void: voiding,
  appointment,
  appointmentIssue,
  nextAction,
  nextActionDone,
  entrySituation,
  barrier,
  barrierLift,
  admission,
  abandonment,
  jobSignature,
  withdrawal,
  closing,
  pause,
  pauseLift,
  sixMonth,
  reopening,
};

const LIKELY = 8;

/** The kinds to offer: the eight most likely now, then the others, then those that cannot be logged and why. */
export function kindsFor(
  story: Story,
  standing: Standing,
): {
  readonly likely: readonly StepForm[];
  readonly others: readonly StepForm[];
  readonly impossible: readonly StepForm[];
} {
  const ordered = orderOf(story).map((kind) => STEP_FORMS[kind]);
  const possible = ordered.filter((form) => form.impossible(story, standing) === undefined);
  return {
    likely: possible.slice(0, LIKELY),
    others: possible.slice(LIKELY),
    impossible: ordered.filter((form) => !possible.includes(form)),
  };
}

/** By the phase of the parcours: what waits for an answer first, then what goes on, then what may begin. */
function orderOf(story: Story): readonly StepKind[] {
  const waiting: StepKind[] = ['start', 'acceptance', 'decline'];
  // After the exit there is the follow-up, and little else.
  if (story.exit !== undefined) waiting.unshift('sixMonth', 'reopening');
  const going: StepKind[] = [];
  if (story.plans.some(({ kind }) => kind === 'appointment')) going.push('appointmentIssue');
  if (story.plans.some(({ kind }) => kind === 'action')) going.push('nextActionDone');
  if (story.jobs.some(({ to }) => to === undefined)) going.push('jobEnd');
  if (story.trainings.some(({ to }) => to === undefined)) going.push('trainingEnd');
  if (!story.entrySituationKnown) going.push('entrySituation');
  const rest: StepKind[] = [
    ...(['appointment', 'orientation', 'nextAction', 'trainingStart', 'jobStart', 'barrier', 'exit'] as const),
    ...(['admission', 'jobSignature', 'trainingEnd', 'abandonment', 'jobEnd', 'barrierLift', 'closing'] as const),
    ...(['withdrawal', 'pause', 'pauseLift', 'appointmentIssue', 'nextActionDone', 'entrySituation'] as const),
    ...(['sixMonth', 'reopening', 'void'] as const),
  ];
  return [...new Set<StepKind>(['contact', ...waiting, ...going, ...rest])];
}
