import { daysBetween } from '../../../i18n/index.js';
import { dayOfMark, laneOfMark, type AnyMark } from './marks.js';

/**
 * The mark that a key leads to, in marks ordered by time: left and right through time, up and down to the nearest mark of
 * the next lane that has one, Home and End. Undefined for any other key, or where there is nothing further.
 */
export function walk(marks: readonly AnyMark[], current: string | undefined, key: string): AnyMark | undefined {
  const at = marks.findIndex(({ id }) => id === current);
  switch (key) {
    case 'ArrowRight':
      return marks[at + 1];
    case 'ArrowLeft':
      return at === -1 ? undefined : marks[at - 1];
    case 'ArrowDown':
    case 'ArrowUp':
      return inNextLane(marks, marks[at], key === 'ArrowDown');
    case 'Home':
      return marks[0];
    case 'End':
      return marks.at(-1);
    default:
      return undefined;
  }
}

function inNextLane(marks: readonly AnyMark[], from: AnyMark | undefined, down: boolean): AnyMark | undefined {
  if (from === undefined) return undefined;
  const lane = laneOfMark(from);
  const lanes = marks.map(laneOfMark).filter((other) => (down ? other > lane : other < lane));
  if (lanes.length === 0) return undefined;
  const next = down ? Math.min(...lanes) : Math.max(...lanes);
  const away = (mark: AnyMark) => Math.abs(daysBetween(dayOfMark(from), dayOfMark(mark)));
  return marks.filter((mark) => laneOfMark(mark) === next).toSorted((a, b) => away(a) - away(b))[0];
}
