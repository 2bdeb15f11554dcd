import { addDays, addMonths, civilDateOf, dateAt, type CivilDate, type Instant } from '@jalons/kernel';

/** The first day of the quarter that a day lies in. */
export function quarterStart(day: CivilDate): CivilDate {
  const month = Number(day.slice(5, 7));
  return civilDateOf(`${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`);
}

/** The last day of the quarter that begins on a day. */
export function quarterEnd(start: CivilDate): CivilDate {
  return addDays(addMonths(start, 3), -1);
}

/** The first day of the last quarter that is over at an instant, to its last millisecond, in a zone. */
export function lastQuarterOver(at: Instant, zone: string): CivilDate {
  // One millisecond later the next one has begun.
  return addMonths(quarterStart(dateAt(at + 1, zone)), -3);
}
