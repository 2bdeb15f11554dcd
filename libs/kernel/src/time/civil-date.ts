/**
 * Civil dates: days of life, without hours or zone (`YYYY-MM-DD`).
 * Every rule of the domain counts in civil days and calendar months; instants serve only to know what was known when.
 */
declare const civilDate: unique symbol;
export type CivilDate = string & { readonly [civilDate]: true };

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Parses `YYYY-MM-DD`; returns null for another shape or a day that does not exist (2023-02-29). */
export function parseCivilDate(text: string): CivilDate | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(utc(year, month, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? (text as CivilDate) : null;
}

/** Like {@link parseCivilDate}, for values that the code itself wrote: throws RangeError. */
export function civilDateOf(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new RangeError(`not a civil date: ${text}`);
  return date;
}

/** The day `days` after (or before, if negative) `date`. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromUtc(dayNumber(date) * DAY_MS + days * DAY_MS);
}

/**
 * The same day `months` calendar months later, or the last day of that month where it has no such day
 * (2023-08-31 + 6 months = 2024-02-29).
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = fields(date);
  const index = year * 12 + (month - 1) + months;
  const [targetYear, targetMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  const lastDay = new Date(utc(targetYear, targetMonth + 1, 0)).getUTCDate();
  return fromUtc(utc(targetYear, targetMonth, Math.min(day, lastDay)));
}

/** Days from `from` to `to`; negative where `to` comes first. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Calendar quarter as `2026-Q4`. */
export function quarterOf(date: CivilDate): string {
  const [year, month] = fields(date);
  return `${year}-Q${Math.ceil(month / 3)}`;
}

/** Completed years of age on `on` of a person born on `birth` (29 February counts from 1 March in common years). */
export function ageOn(birth: CivilDate, on: CivilDate): number {
  const [birthYear, birthMonth, birthDay] = fields(birth);
  const [year, month, day] = fields(on);
  const reached = month > birthMonth || (month === birthMonth && day >= birthDay);
  return year - birthYear - (reached ? 0 : 1);
}

function fields(date: CivilDate): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function dayNumber(date: CivilDate): number {
  return utc(...fields(date)) / DAY_MS;
}

/** Date.UTC reads years 0–99 as 1900–1999: set the year apart. */
function utc(year: number, month: number, day: number): number {
  return new Date(Date.UTC(2000, month - 1, day)).setUTCFullYear(year, month - 1, day);
}

function fromUtc(milliseconds: number): CivilDate {
  const iso = new Date(milliseconds).toISOString();
  if (!/^\d{4}-/.test(iso)) throw new RangeError('civil date out of range');
  return iso.slice(0, 10) as CivilDate;
}
