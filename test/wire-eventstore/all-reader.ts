import type { LogRecord } from './record.js';
import { shownInAll, type TransactionFile } from './transaction-file.js';

/** A place between records: an event at `position` lies at or after it when (position, position) does. */
export interface Place {
  readonly commit: number;
  readonly prepare: number;
}

export const BEFORE_ALL: Place = { commit: -1, prepare: -1 };

export function compare(a: Place, b: Place): number {
  return a.commit - b.commit || a.prepare - b.prepare;
}

export function placeOf({ position }: LogRecord): Place {
  return { commit: position, prepare: position };
}

export interface AllPage {
  readonly records: readonly LogRecord[];
  /** Records looked at, whether they match or not. */
  readonly considered: number;
  /** Where the next page begins. */
  readonly next: Place;
  /** Whether the page met the end of the log; one that merely stops there does not know it yet. */
  readonly endOfLog: boolean;
}

export interface PageLimits {
  readonly maxCount: number;
  readonly window: number;
  allows(record: LogRecord): boolean;
}

/** One page of `$all` from a place on, inclusive. */
export function readForwards(file: TransactionFile, from: Place, limits: PageLimits): AllPage {
  const records: LogRecord[] = [];
  let considered = 0;
  let next = from;
  for (let index = file.indexFrom(from.commit); ; index += 1) {
    if (records.length >= limits.maxCount || considered >= limits.window) break;
    if (index >= file.indexed) return { records, considered, next, endOfLog: true };
    const record = file.records[index]!;
    if (!record.event || compare(placeOf(record), from) < 0) continue;
    considered += 1;
    if (shownInAll(record) && limits.allows(record)) records.push(record);
    next = { commit: file.records[index + 1]?.position ?? file.end, prepare: 0 };
  }
  return { records, considered, next, endOfLog: false };
}

/** Records of `$all` that end at or before a place, newest first: backwards a position is exclusive. */
export function readBackwards(file: TransactionFile, from: Place, limits: PageLimits): readonly LogRecord[] {
  const records: LogRecord[] = [];
  const start = Math.min(file.indexFrom(from.commit), file.indexed) - 1;
  for (let index = start; index >= 0 && records.length < limits.maxCount; index -= 1) {
    const record = file.records[index]!;
    if (shownInAll(record) && limits.allows(record)) records.push(record);
  }
  return records;
}
