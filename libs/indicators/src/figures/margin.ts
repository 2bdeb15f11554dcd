import type { Figure } from './indicators.js';

/** Below so many exits a rate is shown with what its size alone leaves open (governance.md § 2). */
const FRAGILE_BELOW = 200;

/** Two-sided 95 % of the normal law. */
const Z = 1.959964;

/** What the size of a rate leaves open. */
export interface Margin {
  /** Both ends from 0 to 1; null of a count, and of a rate of nothing. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** It rests on so few exits that it is not shown without its interval. */
  readonly fragile: boolean;
}

/** The 95 % interval of Wilson, which stays within 0 and 1. */
export function marginOf({ numerator, denominator }: Pick<Figure, 'numerator' | 'denominator'>): Margin {
  if (denominator === null || denominator === 0) return { interval: null, fragile: false };
  const share = numerator / denominator;
  const square = (Z * Z) / denominator;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / denominator + square / (4 * denominator));
  const interval = { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
  return { interval, fragile: denominator < FRAGILE_BELOW };
}
