import type { Standing } from '../../story/standing.js';
import type { Story } from '../../story/story.js';
import type { STEP_KINDS, StepForm } from '../step-form.js';
import { actionEnd, actionStart } from './actions.js';
import { reopening, sixMonth } from './after-exit.js';
import { assessment, confirmation } from './assessments.js';
import { concern, concernLift } from './concerns.js';
import { contact } from './contact.js';
import { interview, introduction, introductionClosing } from './employer.js';
import { entrySituation } from './entry-situation.js';
import { exit } from './exit.js';
import { jobEnd, jobSignature, jobStart } from './job.js';
import { barrier, barrierLift, pause, pauseLift } from './obstacles.js';
import { acceptance, decline, start } from './orientation-answers.js';
import { closing, lapse, withdrawal } from './orientation-endings.js';
import { orientation } from './orientation.js';
import { departure, joining, referent, referentRelease } from './participation.js';
import { appointment, appointmentIssue, appointmentMove, nextAction, nextActionDone } from './plans.js';
import { abandonment, admission, trainingAbsence, trainingEnd, trainingStart } from './training.js';
import { voiding } from './void.js';

type OfferedKind = (typeof STEP_KINDS)[number];

export const STEP_FORMS: Readonly<Record<OfferedKind, StepForm>> = {
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
  lapse,
  pause,
  pauseLift,
  sixMonth,
  reopening,
  referent,
  referentRelease,
  joining,
  departure,
  assessment,
  confirmation,
  appointmentMove,
  trainingAbsence,
  introduction,
  interview,
  introductionClosing,
  actionStart,
  actionEnd,
  concern,
  concernLift,
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
function orderOf(story: Story): readonly OfferedKind[] {
  const waiting: OfferedKind[] = ['start', 'acceptance', 'decline'];
  // After the exit there is the follow-up, and little else.
  if (story.exit !== undefined) waiting.unshift('sixMonth', 'reopening', 'withdrawal', 'lapse');
  const going: OfferedKind[] = [];
  if (story.plans.some(({ kind }) => kind === 'appointment')) going.push('appointmentIssue');
  if (story.plans.some(({ kind }) => kind === 'action')) going.push('nextActionDone');
  if (story.jobs.some(({ to }) => to === undefined)) going.push('jobEnd');
  if (story.trainings.some(({ to }) => to === undefined)) going.push('trainingEnd');
  if (story.introductions.some(({ closedOn }) => closedOn === undefined)) going.push('introductionClosing');
  if (story.concerns.some(({ liftedOn }) => liftedOn === undefined)) going.push('concernLift');
  if (!story.entrySituationKnown) going.push('entrySituation');
  const rest: OfferedKind[] = [
    ...(['appointment', 'orientation', 'nextAction', 'trainingStart', 'jobStart', 'barrier', 'exit'] as const),
    ...([
      'admission',
      'jobSignature',
      'trainingEnd',
      'abandonment',
      'jobEnd',
      'barrierLift',
      'closing',
      'lapse',
    ] as const),
    ...(['withdrawal', 'pause', 'pauseLift', 'appointmentIssue', 'nextActionDone', 'entrySituation'] as const),
    ...(['introduction', 'interview', 'introductionClosing', 'actionStart', 'actionEnd'] as const),
    ...(['assessment', 'confirmation', 'concern', 'concernLift', 'trainingAbsence', 'appointmentMove'] as const),
    ...(['referent', 'referentRelease', 'joining', 'departure', 'sixMonth', 'reopening', 'void'] as const),
  ];
  return [...new Set<OfferedKind>(['contact', ...waiting, ...going, ...rest])];
}
