import type { Position } from '../port/envelope.js';

/** A place in the transaction file: byte offsets, to be compared and never computed with. */
export interface FilePosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

const DIGITS = 19;
const SHAPE = /^(\d{19})-(\d{19})$/;

/** Commit and prepare, nineteen digits each, so that comparing strings compares positions. */
export function positionOf({ commit, prepare }: FilePosition): Position {
  return `${String(commit).padStart(DIGITS, '0')}-${String(prepare).padStart(DIGITS, '0')}`;
}

/** @throws RangeError for a position of another log */
export function filePositionOf(position: Position): FilePosition {
  const parts = SHAPE.exec(position);
  if (parts === null) throw new RangeError('not a position of this log');
  return { commit: BigInt(parts[1]!), prepare: BigInt(parts[2]!) };
}
