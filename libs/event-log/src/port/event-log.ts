import type { Instant } from '@jalons/kernel';
import type { Position, RecordedEvent, SealedEvent, StreamName } from './envelope.js';

/** The revision the writer last saw: `none` for a stream that must not exist yet. There is no `any`: see ADR 0001. */
export type ExpectedRevision = 'none' | number;

export interface AppendRequest {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  /** Never empty; at most {@link MAX_APPEND_EVENTS} events and {@link MAX_APPEND_BYTES} in all, on either back end. */
  readonly events: readonly SealedEvent[];
}

/**
 * A conflict is a value: the caller decides again. The same ids after the same expected revision are a success with
 * the original revisions (`repeated`), so that a retry after a lost answer is safe.
 */
export type AppendOutcome =
  | { readonly status: 'appended'; readonly repeated: boolean; readonly revision: number; readonly position: Position }
  | { readonly status: 'conflict'; readonly actual: ExpectedRevision };

export interface ReadStreamOptions {
  /** First revision to return; 0 by default. */
  readonly from?: number;
  /** At most this many events; all by default (streams are short). */
  readonly maxCount?: number;
}

export interface ReadAllOptions {
  /** Exclusive; null for the start of the log. */
  readonly after: Position | null;
  readonly maxCount: number;
}

export interface SubscribeOptions {
  /** Exclusive; null for the start of the log. */
  readonly after: Position | null;
  /** The largest batch to deliver. */
  readonly batchSize: number;
  readonly signal: AbortSignal;
}

export interface LogHead {
  readonly position: Position;
  readonly recordedAt: Instant;
}

/** 1 MiB per append is what EventStoreDB takes: the port refuses the same input on both back ends. */
export const MAX_APPEND_BYTES = 1024 * 1024;
export const MAX_APPEND_EVENTS = 1000;

/**
 * The event log. Events are in commit order, without gaps, never changed, never lost once acknowledged.
 * Adapters: `postgres/` and `eventstoredb/`; both pass `test/contract/event-log.contract.ts`.
 *
 * Infrastructure failures reject with {@link LogUnavailable}; malformed requests (empty batch, too large, bad stream
 * name, repeated id inside a batch) reject with {@link InvalidAppend} before anything is sent.
 */
export interface EventLog {
  append(request: AppendRequest): Promise<AppendOutcome>;
  /** Events of one stream in order of revision; empty for a stream that does not exist. */
  readStream(stream: StreamName, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;
  /** A page of the whole log in order of position. */
  readAll(options: ReadAllOptions): Promise<readonly RecordedEvent[]>;
  /**
   * Catch-up, then live: every event after `after`, once, in order, in non-empty batches, until `signal` aborts.
   * Survives restarts of the back end by resuming after the last delivered batch.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** The last event of the log; null while it is empty. */
  head(): Promise<LogHead | null>;
  close(): Promise<void>;
}

/** Injection token of the log. */
export const EVENT_LOG = Symbol('EventLog');

/** The back end did not answer or refused for reasons of its own; the append may or may not have been stored. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
  /** When asking again makes sense, in milliseconds; set where the log turned the request away before sending it. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The request could never be accepted; a fault of the program, not of the user. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}
