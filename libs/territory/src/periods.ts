import type { CivilDate } from '@jalons/kernel';

/** A right or membership held on [from, to); open-ended where `to` is null. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

export function holdsOn(period: Period, day: CivilDate): boolean {
  return period.from <= day && (period.to === null || day < period.to);
}

/** The pairs of the same kind that share at least one day. */
export function overlaps<P extends Period>(
  periods: readonly P[],
  same: (a: P, b: P) => boolean,
): readonly (readonly [P, P])[] {
  return periods.flatMap((a, index) =>
    periods
      .slice(index + 1)
      .filter((b) => same(a, b) && (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to))
      .map((b) => [a, b] as const),
  );
}
