import type { CivilDate } from '@jalons/kernel';
import { phaseIn, type Phase, type PhasePeriods } from '@jalons/parcours';

/** A phase and its first day; it lasts until the next run begins. */
export interface PhaseRun {
  readonly phase: Phase;
  readonly from: CivilDate;
}

/** Phases in which a person is not expected to be in touch: what lies under them goes on. */
const SUSPENDING: ReadonlySet<Phase> = new Set(['pause', 'waiting-start']);

/** The phases of a parcours from its opening on, those to come by what is known among them. Never empty. */
export function phaseRuns(phases: PhasePeriods, openedOn: CivilDate): readonly PhaseRun[] {
  let last = phaseIn(phases, openedOn);
  const runs: PhaseRun[] = [{ phase: last, from: openedOn }];
  for (const day of changesIn(phases, openedOn)) {
    const phase = phaseIn(phases, day);
    if (phase !== last) runs.push({ phase, from: day });
    last = phase;
  }
  return runs;
}

/** The days on which a period begins or is over, in order. */
function changesIn({ periods, outreachUntil = null }: PhasePeriods, openedOn: CivilDate): Iterable<CivilDate> {
  if (periods.length === 0) return outreachUntil !== null && outreachUntil > openedOn ? [outreachUntil] : [];
  const changes = [...periods.flatMap(({ from, to }) => [from, to]), outreachUntil];
  return new Set(changes.filter((day) => day !== null && day > openedOn).toSorted() as CivilDate[]);
}

/** The same as if there were neither pauses nor waiting for a start: what silence is measured by. */
export function underlyingRuns(phases: PhasePeriods, openedOn: CivilDate): readonly PhaseRun[] {
  const periods = phases.periods.filter(({ phase }) => !SUSPENDING.has(phase));
  return phaseRuns({ ...phases, periods }, openedOn);
}
