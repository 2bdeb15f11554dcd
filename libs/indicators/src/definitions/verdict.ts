import { possibleFamilies, type ExitOutcome, type Family } from './class-table.js';
import type { RateDefinition } from './definition.js';

/**
 * What a definition makes of one exit that it counts: in the numerator; in the denominator alone, because its contract is
 * too little known to tell (`undetermined`), because its reason is unknown, or for another reason; or in neither.
 */
export type Verdict = 'numerator' | 'undetermined' | 'unknown' | 'other' | 'neutralised';

export interface Judged {
  readonly verdict: Verdict;
  /** All that the exit may belong to. */
  readonly families: readonly Family[];
}

/** Judges an exit by a definition. Neutralised are the reasons that it lists, whatever its table says of others. */
export function judge({ neutralised, numerator, classes }: RateDefinition, outcome: ExitOutcome): Judged {
  const families = [...possibleFamilies(classes, outcome)];
  if (neutralised.includes(outcome.reason)) return { verdict: 'neutralised', families };
  const counted = families.filter((family) => numerator.includes(family)).length;
  if (counted === families.length) return { verdict: 'numerator', families };
  if (counted > 0) return { verdict: 'undetermined', families };
  return { verdict: outcome.reason === 'unknown' ? 'unknown' : 'other', families };
}
