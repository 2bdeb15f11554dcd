/**
 * Civil dates: days of life, without hours or zone (`YYYY-MM-DD`).
 * Every rule of the domain counts in civil days and calendar months; instants serve only to know what was known when.
 */
declare const civilDate: unique symbol;
export type CivilDate = string & { readonly [civilDate]: true };

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

const DAYS_OF_ERA = 146_097;
/** From 1 March of the year 0 to 1970-01-01. */
const EPOCH = 719_468;
/** Days kept at most: more than a century. */
const WRITTEN = 50_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Parses `YYYY-MM-DD`; returns null for another shape or a day that does not exist (2023-02-29). */
export function parseCivilDate(text: string): CivilDate | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= 31 && dayOf(numberOf(year, month, day)) === text;
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
  return dayOf(dayNumber(date) + Math.floor(days));
}

/**
 * The same day `months` calendar months later, or the last day of that month where it has no such day
 * (2023-08-31 + 6 months = 2024-02-29).
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = fields(date);
  const index = year * 12 + (month - 1) + months;
  const [targetYear, targetMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  const [nextYear, nextMonth] = targetMonth === 12 ? [targetYear + 1, 1] : [targetYear, targetMonth + 1];
  const lastDay = numberOf(nextYear, nextMonth, 1) - numberOf(targetYear, targetMonth, 1);
  return dayOf(numberOf(targetYear, targetMonth, Math.min(day, lastDay)));
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
  return [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)];
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

function dayNumber(date: CivilDate): number {
  return numberOf(digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10));
}

/**
 * Days since 1970-01-01, in whole numbers alone (Howard Hinnant, "chrono-compatible low-level date algorithms"): rules
 * count days by the million, and a Date for each costs ten times as much. Years begin in March, eras are of 400.
 */
function numberOf(year: number, month: number, day: number): number {
  const years = month <= 2 ? year - 1 : year;
  const era = Math.floor(years / 400);
  const yearOfEra = years - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_ERA + dayOfEra - EPOCH;
}

/** Days written lately, by their number: most are asked for again and again. */
const written = new Map<number, CivilDate>();

/** The inverse of {@link numberOf}; throws RangeError beyond the years 0 to 9999. */
function dayOf(number: number): CivilDate {
  const known = written.get(number);
  if (known !== undefined) return known;
  const days = number + EPOCH;
  const era = Math.floor(days / DAYS_OF_ERA);
  const dayOfEra = days - era * DAYS_OF_ERA;
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const before = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - before;
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9_999)) throw new RangeError('civil date out of range');
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDate;
  if (written.size >= WRITTEN) written.clear();
  written.set(number, date);
  return date;
}
