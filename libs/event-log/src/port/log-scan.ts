import type { Uuid } from '@jalons/kernel';
import type { Position, RecordedEvent } from './envelope.js';
import type { EventLog } from './event-log.js';

/** What of the log a reader is after. */
export interface ScanRequest {
  /** Exclusive; null for the start of the log. */
  readonly after: Position | null;
  /** Inclusive: what came later is left out. */
  readonly upTo: Position;
  readonly maxCount: number;
  /** Event types; all where absent. */
  readonly types?: readonly string[];
  /** Only what is sealed under one of these keys. */
  readonly keys?: readonly Uuid[];
  /** One part of the subjects, by a hash of the id of their key: each subject is in one part, whole. */
  readonly part?: { readonly index: number; readonly of: number };
}

/**
 * Reads what it is asked for of the whole log, in order of position; the parts of a log may be read at once, each over
 * a connection of its own.
 */
export interface LogScan {
  /** A page; shorter than `maxCount` at the end alone. */
  scan(request: ScanRequest): Promise<readonly RecordedEvent[]>;
  close(): Promise<void>;
}

/** A scan over the port alone: every event comes here, and what is not asked for is dropped. For logs without another. */
export class PagedLogScan implements LogScan {
  constructor(private readonly log: Pick<EventLog, 'readAll' | 'close'>) {}

  async scan({ after, upTo, maxCount, types, keys, part }: ScanRequest): Promise<readonly RecordedEvent[]> {
    const [wanted, named] = [types && new Set(types), keys && new Set(keys)];
    const found: RecordedEvent[] = [];
    let from = after;
    while (found.length < maxCount) {
      const page = await this.log.readAll({ after: from, maxCount });
      for (const event of page) {
        if (event.position > upTo || found.length === maxCount) return found;
        if (wanted?.has(event.type) === false || named?.has(event.keyId) === false) continue;
        if (part === undefined || partOf(event.keyId, part.of) === part.index) found.push(event);
      }
      if (page.length < maxCount) return found;
      from = page.at(-1)!.position;
    }
    return found;
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

/** FNV-1a over the characters of the id. */
function partOf(keyId: Uuid, parts: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < keyId.length; index += 1) {
    hash = Math.imul(hash ^ keyId.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash % parts;
}
