import type { Period, CivilDate } from '@jalons/kernel';
import type { ReviewTime } from '../time/review-time.js';

/**
 * The first day, from `from` on, of the days without any of the periods that today is one of; null where a period holds
 * today. Only the ends that tell are asked of the clock.
 */
export function uncoveredSince(periods: readonly Period[], from: CivilDate, time: ReviewTime): CivilDate | null {
  let since = from;
  for (const period of periods.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))) {
    if (period.to !== null && period.to <= since) continue;
    if (period.from > since && !time.begun(period.from)) return since;
    if (period.to === null) return null;
    since = period.to;
  }
  return time.begun(since) ? since : null;
}

/** The days of `all` that none of `without` has. */
export function except(all: readonly Period[], without: readonly Period[]): readonly Period[] {
  return without.reduce<readonly Period[]>((left, { from, to }) => {
    return left.flatMap((period) => [
      ...nonEmpty({ from: period.from, to: earlierEnd(period.to, from) }),
      ...(to === null ? [] : nonEmpty({ from: laterDay(period.from, to), to: period.to })),
    ]);
  }, all);
}

/** The days that both have. */
export function shared(all: readonly Period[], others: readonly Period[]): readonly Period[] {
  return all.flatMap((a) =>
    others.flatMap((b) => nonEmpty({ from: laterDay(a.from, b.from), to: earlierEnd(a.to, b.to) })),
  );
}

function nonEmpty(period: Period): readonly Period[] {
  return period.to === null || period.from < period.to ? [period] : [];
}

function laterDay(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}

function earlierEnd(a: CivilDate | null, b: CivilDate | null): CivilDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
