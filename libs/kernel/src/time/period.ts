import type { CivilDate } from './civil-date.js';

/** Days on [from, to); open-ended where `to` is null. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

export function holdsOn({ from, to }: Period, day: CivilDate): boolean {
  return from <= day && (to === null || day < to);
}

/** True where every day of `inner` is one of `outer`; an empty period is covered where its first day borders on it. */
export function covers(outer: Period, inner: Period): boolean {
  return outer.from <= inner.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to));
}

/**
 * The pairs that share at least one day.
 * @param same which of them must not
 */
export function overlappingPairs<P extends Period>(
  periods: readonly P[],
  same: (a: P, b: P) => boolean = () => true,
): readonly (readonly [P, P])[] {
  if (periods.length < 2) return [];
  return periods.flatMap((a, index) =>
    periods
      .slice(index + 1)
      .filter((b) => same(a, b) && shareADay(a, b))
      .map((b) => [a, b] as const),
  );
}

function shareADay(a: Period, b: Period): boolean {
  const from = a.from > b.from ? a.from : b.from;
  return [a.to, b.to].every((to) => to === null || from < to);
}
