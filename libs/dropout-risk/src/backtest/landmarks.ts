import { addDays, daysBetween, civilDateOf, type CivilDate, type Instant } from '@jalons/kernel';
import type { Midnights } from '../time/midnights.js';
import type { BackTestQuestion } from './summary.js';

/** A known Sunday. */
const SUNDAY = civilDateOf('2024-01-07');

/** A day at whose last millisecond every open parcours is looked at. */
export interface Landmark {
  readonly index: number;
  readonly on: CivilDate;
  /** Its day, as {@link dayNumber} counts. */
  readonly day: number;
  readonly at: Instant;
  /** The last day of the horizon. */
  readonly until: CivilDate;
  /** The day by which what happened until then is known. */
  readonly settledOn: CivilDate;
}

/** Entries come late: what happened in H is known so many days after it. */
export const SETTLED_DAYS = 30;

/** The landmarks of a question: every `everyDays` from its first Sunday on (from its first day where it is not weekly). */
export function landmarksOf(
  { from, to, everyDays, horizonDays }: BackTestQuestion,
  midnights: Midnights,
): readonly Landmark[] {
  const weekly = everyDays % 7 === 0;
  const landmarks: Landmark[] = [];
  const first = weekly ? addDays(from, (7 - (((dayNumber(from) % 7) + 7) % 7)) % 7) : from;
  for (let on = first; on <= to; on = addDays(on, everyDays)) {
    const until = addDays(on, horizonDays);
    const at = midnights.of(addDays(on, 1)) - 1;
    landmarks.push({
      ...{ index: landmarks.length, on, day: dayNumber(on), at, until, settledOn: addDays(until, SETTLED_DAYS) },
    });
  }
  return landmarks;
}

/** Days since a known one: what is counted for every landmark of everybody is counted in numbers. */
export function dayNumber(on: CivilDate): number {
  return daysBetween(SUNDAY, on);
}
