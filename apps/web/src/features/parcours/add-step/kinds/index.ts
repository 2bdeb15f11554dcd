import type { Standing } from '../../story/standing.js';
import type { Story } from '../../story/story.js';
import type { StepForm, StepKind } from '../step-form.js';
import { contact } from './contact.js';
import { exit } from './exit.js';
import { jobEnd, jobStart } from './job.js';
import { acceptance, decline, start } from './orientation-answers.js';
import { orientation } from './orientation.js';
import { trainingEnd, trainingStart } from './training.js';
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
  const going: StepKind[] = [];
  if (story.jobs.some(({ to }) => to === undefined)) going.push('jobEnd');
  if (story.trainings.some(({ to }) => to === undefined)) going.push('trainingEnd');
  const rest: StepKind[] = ['orientation', 'trainingStart', 'jobStart', 'trainingEnd', 'jobEnd', 'exit', 'void'];
  return [...new Set<StepKind>(['contact', ...waiting, ...going, ...rest])];
}
