import { addDays, civilDateOf, daysBetween, timeAt, type CivilDate, type Instant } from '@jalons/kernel';
import type { Frequency } from './digest.js';

/** Local time from which a morning's digests leave. */
const FROM = '08:00';
/** Local time from which they leave whatever is still being found out. */
const AT_THE_LATEST = '12:00';

/** Where a morning stands: too early, waiting for what is still being found out, or not to be held back any more. */
export function morningAt(now: Instant, zone: string): 'early' | 'may-wait' | 'late' {
  const time = timeAt(now, zone);
  if (time < FROM) return 'early';
  return time < AT_THE_LATEST ? 'may-wait' : 'late';
}

/**
 * What a digest of a day stands for: the day itself, or its week by its Monday. One leaves for each at most; so a weekly
 * one leaves on the first working day of its week, and who changes from one to the other gets no second one for a day.
 */
export function periodOf(frequency: Exclude<Frequency, 'none'>, day: CivilDate): CivilDate {
  return frequency === 'daily' ? day : addDays(day, -(((daysBetween(A_MONDAY, day) % 7) + 7) % 7));
}

const A_MONDAY = civilDateOf('2024-01-01');
