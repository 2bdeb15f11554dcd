import { addDays, daysBetween, type CivilDate } from '@jalons/kernel';
import type { ObservedLandmark, ObservedParcours } from './observation.js';

/** An exit is foreseen where it was flagged so many days before, at the latest. */
const AHEAD_DAYS = 7;

/** Flagged landmarks in a row. */
export interface FlagRun {
  readonly first: ObservedLandmark;
  readonly last: ObservedLandmark;
}

/** The runs of flags of a parcours, at another threshold where one is given. */
export function runsOf(
  { landmarks }: Pick<ObservedParcours, 'landmarks'>,
  flagged: (landmark: ObservedLandmark) => boolean = (landmark) => landmark.flagged,
): readonly FlagRun[] {
  const runs: FlagRun[] = [];
  let before: ObservedLandmark | null = null;
  for (const landmark of landmarks) {
    if (flagged(landmark)) {
      const goesOn = before !== null && before.index === landmark.index - 1 && flagged(before);
      if (goesOn) runs[runs.length - 1] = { first: runs.at(-1)!.first, last: landmark };
      else runs.push({ first: landmark, last: landmark });
    }
    before = landmark;
  }
  return runs;
}

/** The landmarks of the cohort that come early enough before an exit. */
export function landmarksBefore({ landmarks }: ObservedParcours, exitOn: CivilDate): readonly ObservedLandmark[] {
  const latest = addDays(exitOn, -AHEAD_DAYS);
  return landmarks.filter(({ on, standing }) => standing === 'in' && on <= latest);
}

/** Days from the start of the last run of flags to the exit; null where none came before it. */
export function leadOf(parcours: ObservedParcours, exitOn: CivilDate): number | null {
  const run = runsOf(parcours).findLast(({ first }) => first.on < exitOn);
  return run === undefined ? null : daysBetween(run.first.on, exitOn);
}
