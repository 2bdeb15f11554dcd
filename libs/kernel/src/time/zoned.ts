import { addDays, type CivilDate, type Instant } from './civil-date.js';

/**
 * Instants and civil dates in an IANA zone. Days start at local midnight; where a clock change skips midnight,
 * at the first instant of the day. Arithmetic in hours is never used: days of 23 and 25 hours exist.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** True for a zone that this machine's tables know (`Europe/Paris`, `Indian/Reunion`). */
export function isZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined;
  } catch {
    return false;
  }
}

/** The civil date in `zone` at `instant`. */
export function dateAt(instant: Instant, zone: string): CivilDate {
  const parts = partsAt(instant, zone);
  return `${parts.year}-${parts.month}-${parts.day}` as CivilDate;
}

/** Local time of day `HH:mm` in `zone` at `instant`. */
export function timeAt(instant: Instant, zone: string): string {
  const parts = partsAt(instant, zone);
  return `${parts.hour}:${parts.minute}`;
}

/** The first instant of `date` in `zone`. */
export function startOfDay(date: CivilDate, zone: string): Instant {
  const midnightUtc = Date.parse(`${date}T00:00:00.000Z`);
  // Two offsets suffice around any single clock change; the earliest candidate that lies on the date wins.
  const candidates = [midnightUtc - 86_400_000, midnightUtc, midnightUtc + 86_400_000]
    .map((near) => midnightUtc - offsetAt(near, zone))
    .filter((candidate) => dateAt(candidate, zone) === date && dateAt(candidate - 1, zone) < date);
  if (candidates.length > 0) return Math.min(...candidates);
  return firstInstantOn(date, zone, midnightUtc);
}

/** The last millisecond of `date` in `zone`: what « as of this date » means (domain.md § 2). */
export function endOfDay(date: CivilDate, zone: string): Instant {
  return startOfDay(addDays(date, 1), zone) - 1;
}

function firstInstantOn(date: CivilDate, zone: string, around: Instant): Instant {
  let low = around - 2 * 86_400_000;
  let high = around + 2 * 86_400_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dateAt(middle, zone) < date) low = middle;
    else high = middle;
  }
  return high;
}

function offsetAt(instant: Instant, zone: string): number {
  const p = partsAt(instant, zone);
  const local = Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}.000Z`);
  return local - Math.floor(instant / 1000) * 1000;
}

function partsAt(instant: Instant, zone: string): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = value;
  parts.year = (parts.year ?? '').padStart(4, '0');
  return parts;
}
