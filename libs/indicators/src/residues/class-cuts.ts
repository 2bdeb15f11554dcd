import { isRate, type IndicatorDefinition } from '../definitions/definition.js';

/** Where what a residue keeps of lengths is cut: all that any definition asks of them, and no more. */
export interface ClassCuts {
  /** Days after which an exit counts. */
  readonly days: readonly number[];
  /** Months from which the class of a contract changes. */
  readonly months: readonly number[];
}

/** The cuts of these definitions; a definition that comes later and cuts elsewhere finds the classes of its day. */
export function classCutsOf(definitions: readonly IndicatorDefinition[]): ClassCuts {
  const rates = definitions.filter(isRate);
  const rules = rates.flatMap(({ classes }) => classes.rules);
  const months = rules.flatMap(({ minMonths, belowMonths }) => [minMonths, belowMonths]);
  return {
    days: sorted(rates.map(({ minDays }) => minDays)),
    months: sorted(months.filter((each) => each !== null)),
  };
}

/** The lower bound of the class that a length lies in. */
export function classOf(length: number, cuts: readonly number[]): number {
  return cuts.findLast((cut) => cut <= length) ?? 0;
}

function sorted(cuts: readonly number[]): readonly number[] {
  return [...new Set(cuts)].toSorted((a, b) => a - b);
}
