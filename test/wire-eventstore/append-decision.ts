import type { LogRecord } from './record.js';
import type { StreamState } from './transaction-file.js';

export type Expected = 'any' | 'exists' | 'none' | bigint;

export type AppendDecision =
  | { readonly take: 'write' }
  | { readonly take: 'conflict'; readonly current: number }
  /** All of it is there already: answered with the place of the last one. */
  | { readonly take: 'repeated'; readonly last: LogRecord };

export interface Known {
  /** The stream as written, whether indexed or not. */
  readonly stream: StreamState | undefined;
  /** Events taken since the server started, by id. */
  readonly recent: ReadonlyMap<string, LogRecord>;
}

/**
 * The check of a real server before it writes. With a revision it compares the ids with what stands after that revision
 * in the file, for ever. With `any` it knows only the ids that it took since it started, and forgets them all when it
 * restarts. An old id after the *current* revision is written a second time, and so is an id twice in one append.
 */
export function decideAppend(
  name: string,
  expected: Expected,
  ids: readonly string[],
  { stream, recent }: Known,
): AppendDecision {
  const records = stream?.records ?? [];
  const current = records.length - 1;
  if (expected === 'any' || expected === 'exists') {
    if (expected === 'exists' && current < 0) return { take: 'conflict', current };
    return decideByRecentIds(name, ids, recent, current);
  }
  const revision = expected === 'none' ? -1 : Number(expected);
  if (revision > current) return { take: 'conflict', current };
  if (revision === current) return { take: 'write' };
  const differs = ids.findIndex((id, index) => records[revision + 1 + index]?.id !== id);
  if (differs === 0 && expected === 'none' && isDeleted(stream)) return { take: 'write' };
  if (differs >= 0 || ids.length === 0) return { take: 'conflict', current };
  return { take: 'repeated', last: records[revision + ids.length]! };
}

/** A stream deleted softly: all of it is cut off, and it goes on with the next revision. */
export function isDeleted(stream: StreamState | undefined): boolean {
  return stream !== undefined && stream.truncatedBefore > stream.records.length - 1;
}

function decideByRecentIds(
  name: string,
  ids: readonly string[],
  recent: ReadonlyMap<string, LogRecord>,
  current: number,
): AppendDecision {
  let last: LogRecord | undefined;
  for (const [index, id] of ids.entries()) {
    const record = recent.get(id);
    if (record?.stream !== name) return index === 0 ? { take: 'write' } : { take: 'conflict', current };
    last = record;
  }
  return last === undefined ? { take: 'write' } : { take: 'repeated', last };
}
