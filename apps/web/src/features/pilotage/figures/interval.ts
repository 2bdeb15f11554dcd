/** Below so many exits a rate is shown with what its size alone leaves open (governance.md § 2). */
export const FRAGILE_BELOW = 200;

/** Two-sided 95 % of the normal law. */
const Z = 1.959964;

/** Wilson's interval of a share, both ends from 0 to 1; null where there is nothing to take a share of. */
export function wilson(numerator: number, denominator: number): readonly [low: number, high: number] | null {
  if (denominator <= 0) return null;
  const share = numerator / denominator;
  const square = (Z * Z) / denominator;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / denominator + square / (4 * denominator));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** The interval to be shown beside a rate; null for one that rests on enough exits. */
export function fragility(numerator: number, denominator: number | null): ReturnType<typeof wilson> {
  return denominator === null || denominator >= FRAGILE_BELOW ? null : wilson(numerator, denominator);
}
