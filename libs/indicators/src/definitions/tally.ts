import type { ExitOutcome } from './class-table.js';
import type { RateDefinition } from './definition.js';
import { judge } from './verdict.js';

/** Exits that share an outcome, how many they are, and how many of these are told by a residue alone. */
export interface OutcomeCount extends ExitOutcome {
  readonly count: number;
  readonly erased: number;
}

/** What a definition makes of the exits of a window. */
export interface Tally {
  readonly numerator: number;
  readonly denominator: number;
  /**
   * Of a numerator of dynamic exits, which are durable, transitional or positive: those that are positive in the strict
   * sense, which committees are told beside it (governance.md § 2). Null of any other.
   */
  readonly strictlyPositive: number | null;
  /** In neither of the two. */
  readonly neutralised: number;
  /** Of the denominator: those whose reason is unknown. */
  readonly unknown: number;
  /** Of the denominator and not of the numerator: those for whom that hangs on a contract that nobody told. */
  readonly undetermined: number;
  /** Of the denominator: parcours of erased people. */
  readonly erased: number;
}

/** Counts outcomes by a definition. */
export function tally(definition: RateDefinition, outcomes: readonly OutcomeCount[]): Tally {
  let strictlyPositive = 0;
  const total = { numerator: 0, denominator: 0, neutralised: 0, unknown: 0, undetermined: 0, erased: 0 };
  for (const outcome of outcomes) {
    const { verdict, families } = judge(definition, outcome);
    if (verdict !== 'other') total[verdict] += outcome.count;
    if (verdict === 'neutralised') continue;
    total.denominator += outcome.count;
    total.erased += outcome.erased;
    if (verdict === 'numerator' && families.every((family) => family === 'positive')) strictlyPositive += outcome.count;
  }
  return { ...total, strictlyPositive: isDynamic(definition) ? strictlyPositive : null };
}

function isDynamic({ numerator }: RateDefinition): boolean {
  return (['durable', 'transition', 'positive'] as const).every((family) => numerator.includes(family));
}
