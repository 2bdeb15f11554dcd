import type { CommandContext, Decided, DomainEvent, ReadableEvent } from './codec/event.js';
import type { AppendOutcome, ExpectedRevision } from './port/event-log.js';
import type { Position, StreamName } from './port/envelope.js';

/**
 * The log as the product sees it: events in clear on this side, sealed on the other.
 * Implemented by `SealedEventStore` (codec + KeyRing + EventLog).
 */
export interface EventStore {
  /** A whole stream, or its tail from a revision on; events of an erased subject come back as ErasedEvent. */
  load(stream: StreamName, from?: number): Promise<readonly ReadableEvent[]>;
  /**
   * Seals and appends. Interactive event ids derive from stream, commandId and ordinal, so a retry repeats
   * them; imported ones bring their own.
   */
  append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly Decided<DomainEvent>[],
    context: CommandContext,
    keyId: string,
  ): Promise<AppendOutcome>;
  /** A page of the whole log, opened. */
  readAll(after: Position | null, maxCount: number): Promise<readonly ReadableEvent[]>;
  /** Catch-up, then live, opened; see EventLog.subscribe. */
  subscribe(options: {
    readonly after: Position | null;
    readonly batchSize: number;
    readonly signal: AbortSignal;
  }): AsyncIterable<readonly ReadableEvent[]>;
}

export const EVENT_STORE = Symbol('EventStore');
