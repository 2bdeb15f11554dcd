import { possibleFamilies, type ExitOutcome } from './class-table.js';
import type { RateDefinition } from './definition.js';

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

/** Counts outcomes by a definition. Neutralised are the reasons that it lists, whatever its table says of others. */
export function tally(definition: RateDefinition, outcomes: readonly OutcomeCount[]): Tally {
  const numerator = new Set<string>(definition.numerator);
  let strictlyPositive = 0;
  const total = { numerator: 0, denominator: 0, neutralised: 0, unknown: 0, undetermined: 0, erased: 0 };
  for (const outcome of outcomes) {
    if (definition.neutralised.includes(outcome.reason)) {
      total.neutralised += outcome.count;
      continue;
    }
    const families = [...possibleFamilies(definition.classes, outcome)];
    const counted = families.filter((family) => numerator.has(family)).length;
    total.denominator += outcome.count;
    total.erased += outcome.erased;
    if (counted === families.length) {
      total.numerator += outcome.count;
      if (families.every((family) => family === 'positive')) strictlyPositive += outcome.count;
    } else if (counted > 0) total.undetermined += outcome.count;
    if (outcome.reason === 'unknown') total.unknown += outcome.count;
  }
  return { ...total, strictlyPositive: isDynamic(definition) ? strictlyPositive : null };
}

function isDynamic({ numerator }: RateDefinition): boolean {
  return (['durable', 'transition', 'positive'] as const).every((family) => numerator.includes(family));
}
