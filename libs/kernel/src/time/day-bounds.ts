import { invalidField } from '../errors/domain-error.js';
import type { CivilDate } from './civil-date.js';

/** Days that anybody may say: far beyond any life or programme, and within what every part can count with. */
export const EARLIEST_DAY = '1900-01-01' as CivilDate;
export const LATEST_DAY = '2199-12-31' as CivilDate;

/** What to do about a day beyond them. */
export const DAY_OUT_OF_RANGE = 'Choisissez une date entre 1900 et 2199.';

export function isDayInRange(day: CivilDate): boolean {
  return day >= EARLIEST_DAY && day <= LATEST_DAY;
}

/** @throws DomainError `day-out-of-range`, which names the field (JSON pointer) */
export function checkDayInRange(field: string, day: CivilDate): void {
  if (!isDayInRange(day)) throw invalidField(field, 'day-out-of-range', DAY_OUT_OF_RANGE);
}

/**
 * A day of the log to count with. Days that were recorded before there were bounds stay as they are in the log, and must
 * stop nobody who reads it: 9999-12-31, which many sources write for want of an end, counts as the last day there is.
 */
export function dayInRange(day: CivilDate): CivilDate {
  if (day > LATEST_DAY) return LATEST_DAY;
  return day < EARLIEST_DAY ? EARLIEST_DAY : day;
}
