import type { Position } from '../port/envelope.js';

const DIGITS = 19;
const SHAPE = /^\d{19}$/;

/** A bigint of the table, as the driver gives it, as a position of the port. */
export function positionOf(value: string | number): Position {
  return String(value).padStart(DIGITS, '0');
}

/** The bigint of a position, as a parameter; 0, which no event has, for the start of the log. */
export function bigintOf(position: Position | null): string {
  if (position === null) return '0';
  if (!SHAPE.test(position)) throw new RangeError('not a position of this log');
  return position;
}
