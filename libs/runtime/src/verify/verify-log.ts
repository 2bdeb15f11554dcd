import {
  digestMatches,
  UnreadableEvent,
  type EventCodec,
  type EventLog,
  type KeyRing,
  type Position,
  type RecordedEvent,
} from '@jalons/event-log';

/** What is wrong with one event; ids and codes only, never its content. */
export interface LogFault {
  readonly position: Position;
  readonly eventId: string;
  readonly code:
    | 'altered'
    | 'key-missing'
    | 'unreadable'
    | 'unknown-type'
    | 'revision-gap'
    | 'repeated-id'
    | 'position-order'
    | 'position-gap'
    | 'time-backwards';
}

export interface LogVerification {
  /** Position of the last event read; null for an empty log. */
  readonly position: Position | null;
  readonly events: number;
  readonly streams: number;
  /** Events whose subject's key was destroyed: only their envelope is there, and it is whole. */
  readonly erased: number;
  /** The first faults found, at most {@link MAX_FAULTS}. */
  readonly faults: readonly LogFault[];
  readonly faultCount: number;
}

export interface VerifyLogParts {
  readonly log: EventLog;
  readonly keys: KeyRing;
  readonly codec: EventCodec;
  readonly isKnownType: (type: string) => boolean;
  /** PostgreSQL counts positions without gaps and never lets time run against them; EventStoreDB promises neither. */
  readonly gapless: boolean;
  readonly onProgress?: (events: number) => void;
}

const PAGE = 1_000;
export const MAX_FAULTS = 100;

/**
 * Reads the whole log and checks what must hold of it: digests, a key that is there or was destroyed, decryption and
 * upcasting, revisions without gaps, no id twice, positions and times in order (security.md § 3, architecture.md § 3.5).
 * Events taken meanwhile are left out.
 */
export async function verifyLog(parts: VerifyLogParts): Promise<LogVerification> {
  const check = new LogCheck(parts);
  const head = await parts.log.head();
  if (head === null) return check.result();
  let after: Position | null = null;
  while (after === null || after < head.position) {
    const page: readonly RecordedEvent[] = await parts.log.readAll({ after, maxCount: PAGE });
    if (page.length === 0) break;
    await check.page(page.filter(({ position }) => position <= head.position));
    after = page.at(-1)!.position;
    parts.onProgress?.(check.events);
  }
  return check.result();
}

class LogCheck {
  events = 0;
  private erased = 0;
  private faultCount = 0;
  private readonly faults: LogFault[] = [];
  private readonly revisions = new Map<string, number>();
  private readonly ids = new Set<string>();
  private last: RecordedEvent | undefined;

  constructor(private readonly parts: VerifyLogParts) {}

  async page(events: readonly RecordedEvent[]): Promise<void> {
    const keyIds = new Set(events.map(({ keyId }) => keyId));
    const keys = await this.parts.keys.forOpeningAll(keyIds);
    const lost = await this.parts.keys.neverMade([...keyIds].filter((keyId) => !keys.has(keyId)));
    for (const event of events) {
      this.events += 1;
      this.order(event);
      const key = keys.get(event.keyId);
      if (!digestMatches(event)) this.fault(event, 'altered');
      else if (lost.has(event.keyId)) this.fault(event, 'key-missing');
      else if (key === undefined) this.erased += 1;
      else if (!this.parts.isKnownType(event.type)) this.fault(event, 'unknown-type');
      else this.open(event, key);
      this.last = event;
    }
  }

  result(): LogVerification {
    return {
      position: this.last?.position ?? null,
      events: this.events,
      streams: this.revisions.size,
      erased: this.erased,
      faults: this.faults,
      faultCount: this.faultCount,
    };
  }

  private order(event: RecordedEvent): void {
    const { stream, revision, eventId, position, recordedAt } = event;
    if (revision !== (this.revisions.get(stream) ?? -1) + 1) this.fault(event, 'revision-gap');
    this.revisions.set(stream, revision);
    if (this.ids.has(eventId)) this.fault(event, 'repeated-id');
    this.ids.add(eventId);
    const { last } = this;
    if (last !== undefined && position <= last.position) this.fault(event, 'position-order');
    if (!this.parts.gapless) return;
    if (BigInt(position) !== (last === undefined ? 1n : BigInt(last.position) + 1n)) this.fault(event, 'position-gap');
    if (last !== undefined && recordedAt < last.recordedAt) this.fault(event, 'time-backwards');
  }

  private open(event: RecordedEvent, key: Buffer): void {
    try {
      this.parts.codec.open(event, key);
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error;
      this.fault(event, error.reason === 'altered' ? 'altered' : 'unreadable');
    }
  }

  private fault({ position, eventId }: RecordedEvent, code: LogFault['code']): void {
    this.faultCount += 1;
    if (this.faults.length < MAX_FAULTS) this.faults.push({ position, eventId, code });
  }
}
