import { parseCivilDate, type Instant } from './civil-date.js';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Parses an instant with its offset, `2026-03-31T18:00:00Z`; returns null for another shape, one without an offset (it
 * would mean another instant on each machine), or a day or a time that does not exist: of itself, the machine would take
 * 30 February for 2 March.
 */
export function parseInstant(text: string): Instant | null {
  const day = INSTANT.exec(text)?.[1];
  if (day === undefined || parseCivilDate(day) === null) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}
