import type { CivilDate } from '@jalons/kernel';
import type { PhaseRun } from '../facts/phase-runs.js';
import type { ReviewTime } from '../time/review-time.js';

/** Where a parcours stands among its phases. */
export interface PhaseNow {
  readonly current: PhaseRun;
  readonly previous: PhaseRun | null;
  /** First day of the next phase, by what is known. */
  readonly nextFrom: CivilDate | null;
}

/** The run that today lies in; asks for the beginning of the next one alone. */
export function phaseNow(runs: readonly PhaseRun[], time: ReviewTime): PhaseNow {
  let index = 0;
  while (index + 1 < runs.length && time.begun(runs[index + 1]!.from)) index += 1;
  return { current: runs[index]!, previous: runs[index - 1] ?? null, nextFrom: runs[index + 1]?.from ?? null };
}
