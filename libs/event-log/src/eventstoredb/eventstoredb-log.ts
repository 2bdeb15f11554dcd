import { setMaxListeners } from 'node:events';
import type { Position, RecordedEvent, StreamName } from '../port/envelope.js';
import {
  LogUnavailable,
  type AppendOutcome,
  type AppendRequest,
  type EventLog,
  type LogHead,
  type ReadAllOptions,
  type ReadStreamOptions,
  type SubscribeOptions,
} from '../port/event-log.js';
import { validateAppend } from '../port/validate-append.js';
import { validateMaxCount, validateReadStream } from '../port/validate-read.js';
import { backoffMs, pause } from '@jalons/kernel';
import { failureOf, unavailable } from './client-failure.js';
import { EventStoreClient } from './client.js';
import { eventOf, recordOf } from './event-mapping.js';
import { KnownIds } from './known-ids.js';
import { filePositionOf, positionOf, type FilePosition } from './position.js';
import { restore } from './restore.js';
import type { StoredRecord } from './stored-record.js';
import { subscription } from './subscription.js';

export interface EventStoreDbLogOptions {
  /** `esdb://…` or `esdb+discover://…`, as the client takes it; `throwOnAppendFailure` is to keep its default. */
  readonly url: string;
  /** How long one call may stay without an answer, in ms; 10 000 by default, as in the client. */
  readonly deadlineMs?: number;
  /** How long a call is tried again while the server is away, in ms; 15 000 by default. */
  readonly retryForMs?: number;
  /** Appends under way before more are turned away; 10 000 by default. */
  readonly maxWaiting?: number;
  /** Bytes under way likewise; 64 MiB by default. */
  readonly maxWaitingBytes?: number;
}

/** Streams are short; a stream without an end is a fault, not a page. */
const WHOLE_STREAM = 100_000;
const TURNED_AWAY_MS = 1_000;
/** Neither a stream of ours nor a type that is read back. */
const PROBE_STREAM = 'jalonsReadiness';
const PROBE = {
  id: '6a616c6f-6e73-8000-8000-70726f626500',
  type: '$jalonsReadiness',
  data: Buffer.alloc(0),
  metadata: {},
};

/**
 * The event log on EventStoreDB or KurrentDB. Use one per process.
 *
 * Two differences from PostgreSQL: `recordedAt` is the server's clock and may run against position; and `repeated` is
 * exact for what this process could have seen before it asked, so that the second of two processes that race with the
 * very same append may be told `false`. Both get the same revision and position.
 */
export class EventStoreDbLog implements EventLog {
  private readonly client: EventStoreClient;
  private readonly known = new KnownIds();
  private readonly closing = new AbortController();
  private readonly retryForMs: number;
  private readonly maxWaiting: number;
  private readonly maxWaitingBytes: number;
  private waiting = 0;
  private waitingBytes = 0;
  /** The latest position that this process has seen, '' in an empty log; undefined until the log was first asked. */
  private seen: Position | undefined;

  constructor(options: EventStoreDbLogOptions) {
    this.client = new EventStoreClient(options.url, options.deadlineMs ?? 10_000);
    this.retryForMs = options.retryForMs ?? 15_000;
    this.maxWaiting = options.maxWaiting ?? 10_000;
    this.maxWaitingBytes = options.maxWaitingBytes ?? 64 * 1024 * 1024;
    // Every call that waits to be tried again listens for the end; `maxWaiting` bounds them, not the ten of Node.
    setMaxListeners(0, this.closing.signal);
  }

  async append(request: AppendRequest): Promise<AppendOutcome> {
    const bytes = validateAppend(request);
    if (this.waiting >= this.maxWaiting || this.waitingBytes + bytes > this.maxWaitingBytes) {
      throw new LogUnavailable('too many appends under way', TURNED_AWAY_MS);
    }
    this.waiting += 1;
    this.waitingBytes += bytes;
    try {
      return await this.appendNow(request);
    } finally {
      this.waiting -= 1;
      this.waitingBytes -= bytes;
    }
  }

  async readStream(stream: StreamName, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    validateReadStream(options);
    const { from = 0, maxCount = WHOLE_STREAM } = options;
    const records = await this.retried(() => this.client.readStream(stream, from, maxCount));
    const events = records.map((record) => {
      const event = eventOf(record);
      if (event === null) throw new LogUnavailable('a stream of the log holds an event that is not of the log');
      return event;
    });
    this.known.learn(
      stream,
      from,
      events.map(({ eventId }) => eventId),
    );
    return events;
  }

  async readAll({ after, maxCount }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    validateMaxCount(maxCount);
    const events: RecordedEvent[] = [];
    let from: FilePosition | null = after === null ? null : filePositionOf(after);
    for (;;) {
      // The client reads inclusively, so the first record is the one already known; and some may be of the system.
      const wanted = maxCount - events.length + 1;
      const records = await this.retried(() => this.client.readAll(from, wanted));
      const start: Position | null = from === null ? null : positionOf(from);
      for (const record of records) {
        const event = eventOf(record);
        if (event !== null && event.position !== start && events.length < maxCount) events.push(event);
      }
      const last = records.at(-1)?.position;
      if (records.length < wanted || events.length === maxCount || last === undefined) break;
      from = last;
    }
    return events;
  }

  async *subscribe(options: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    validateMaxCount(options.batchSize);
    const signal = AbortSignal.any([options.signal, this.closing.signal]);
    yield* subscription({ ...options, signal }, this.client);
  }

  async head(): Promise<LogHead | null> {
    let before: FilePosition | null = null;
    // The end of the log may be statistics of the server: look further back each time.
    for (let page = 16; ; page = Math.min(page * 4, 4_096)) {
      const from: FilePosition | null = before;
      const records: readonly StoredRecord[] = await this.retried(() => this.client.readAllBackwards(from, page));
      for (const record of records) {
        const event = eventOf(record);
        if (event !== null) return { position: this.see(event.position), recordedAt: event.recordedAt };
      }
      const last = records.at(-1)?.position;
      if (records.length < page || last === undefined) break;
      before = last;
    }
    this.seen ??= '';
    return null;
  }

  /**
   * Resolves once the server takes appends, which is later than its health endpoint answers. The probe is always the
   * same event under the same expectation, so that it is stored once and costs the log nothing after that.
   */
  async ready(): Promise<void> {
    await this.retried(() => this.client.append(PROBE_STREAM, 'none', [PROBE]));
  }

  /** Moves a log here, see {@link restore}; for the command line alone. */
  async restore(source: AsyncIterable<readonly RecordedEvent[]>): Promise<number> {
    return restore(source, {
      readAll: (options) => this.readAll(options),
      append: (stream, expected, records) => this.retried(() => this.client.append(stream, expected, records)),
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.client.dispose();
  }

  private async appendNow({ stream, expected, events }: AppendRequest): Promise<AppendOutcome> {
    const ids = events.map(({ eventId }) => eventId);
    if (expected !== 'none' && (await this.holdsBefore(stream, expected, ids))) {
      return { status: 'conflict', actual: await this.retried(() => this.client.lastRevision(stream)) };
    }
    if (this.seen === undefined) await this.head();
    const seenBefore = this.seen ?? '';
    const records = events.map((event) => recordOf(event));
    // The same ids under the same expectation: what a lost answer left stored is found again and not stored twice.
    const answer = await this.retried(() => this.client.append(stream, expected, records));
    if (!answer.stored) return { status: 'conflict', actual: answer.actual };
    const position = positionOf(answer.position);
    this.known.learn(stream, answer.revision + 1 - ids.length, ids);
    this.see(position);
    return { status: 'appended', repeated: position <= seenBefore, revision: answer.revision, position };
  }

  /** Whether an event of the append lies at or before its expected revision; the server would store it a second time. */
  private async holdsBefore(stream: StreamName, expected: number, ids: readonly string[]): Promise<boolean> {
    const from = this.known.length(stream);
    if (from <= expected) await this.learn(stream, from, expected + 1 - from);
    return this.known.holds(stream, expected, ids);
  }

  private async learn(stream: StreamName, from: number, count: number): Promise<void> {
    const records = await this.retried(() => this.client.readStream(stream, from, count));
    this.known.learn(
      stream,
      from,
      records.map(({ id }) => id),
    );
  }

  private see(position: Position): Position {
    if (this.seen === undefined || position > this.seen) this.seen = position;
    return position;
  }

  /** Tries again, the very same, while the failure may pass and time is left. */
  private async retried<T>(call: () => Promise<T>): Promise<T> {
    const { signal } = this.closing;
    const deadline = performance.now() + this.retryForMs;
    for (let failures = 0; ; failures += 1) {
      if (signal.aborted) throw new LogUnavailable('the log is closed');
      try {
        return await call();
      } catch (error) {
        const wait = backoffMs(failures);
        if (!failureOf(error).transient || performance.now() + wait > deadline) throw unavailable(error);
        await pause(wait, signal);
      }
    }
  }
}
