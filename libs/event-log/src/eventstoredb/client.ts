import {
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  excludeSystemEvents,
  FORWARDS,
  NO_STREAM,
  START,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type Credentials,
  type AllStreamResolvedEvent,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import type { ExpectedRevision } from '../port/event-log.js';
import { ClientFailure, failureOf } from './client-failure.js';
import { unaryCredentials } from './connection-string.js';
import type { FilePosition } from './position.js';
import { storedRecord, type StoredRecord } from './stored-record.js';
import { SubscriptionSource } from './subscription-source.js';

/** A binary record to write; metadata becomes JSON. */
export interface WrittenRecord {
  readonly id: string;
  readonly type: string;
  readonly data: Buffer;
  readonly metadata: Readonly<Record<string, string | number>>;
}

export type AppendAnswer =
  | { readonly stored: true; readonly revision: number; readonly position: FilePosition }
  | { readonly stored: false; readonly actual: ExpectedRevision };

/**
 * `@eventstore/db-client` behind the few calls that the log needs, with its traps taken out; it rejects with
 * ClientFailure. This file, stored-record.ts and subscription-source.ts are all that knows the client, so that its
 * maintained successor can take its place in an hour.
 */
export class EventStoreClient {
  private readonly client: EventStoreDBClient;
  private readonly credentials: Credentials | undefined;

  /** @param deadlineMs how long a call may stay without an answer before it counts as lost */
  constructor(
    url: string,
    private readonly deadlineMs: number,
  ) {
    this.client = EventStoreDBClient.connectionString(url);
    this.credentials = unaryCredentials(url);
  }

  /**
   * Appends under an explicit expectation, never `any`: the server then knows a repetition by its ids, even after a
   * restart. Credentials with the call select the unary path: BatchAppend keeps one bank of promises per *module*, so
   * that one broken stream would reject, or crash, the appends of every client of the process.
   */
  async append(stream: string, expected: ExpectedRevision, records: readonly WrittenRecord[]): Promise<AppendAnswer> {
    // Serialised here, before the call: what JSON refuses would be an unhandled rejection inside the client.
    const events = records.map((record) => binaryEvent({ ...record, metadata: { ...record.metadata } }));
    try {
      const { success, nextExpectedRevision, position } = await this.inTime(
        this.client.appendToStream(stream, events, {
          expectedRevision: expected === 'none' ? NO_STREAM : BigInt(expected),
          requiresLeader: true,
          deadline: this.deadlineMs,
          ...(this.credentials === undefined ? {} : { credentials: this.credentials }),
        }),
      );
      if (!success || position === undefined) throw new ClientFailure(true, 'answer without a position');
      return { stored: true, revision: Number(nextExpectedRevision), position };
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw failureOf(error);
      const { actualVersion } = error;
      return { stored: false, actual: typeof actualVersion === 'bigint' ? Number(actualVersion) : 'none' };
    }
  }

  /** Records of a stream from a revision on, in order; empty where there is no stream. */
  async readStream(stream: string, from: number, maxCount: number): Promise<readonly StoredRecord[]> {
    return this.collect(() =>
      this.client.readStream(stream, {
        fromRevision: BigInt(from),
        maxCount,
        direction: FORWARDS,
        requiresLeader: true,
      }),
    );
  }

  /** The revision of the last record of a stream. */
  async lastRevision(stream: string): Promise<ExpectedRevision> {
    const [last] = await this.collect(() =>
      this.client.readStream(stream, { fromRevision: END, maxCount: 1, direction: BACKWARDS, requiresLeader: true }),
    );
    return last?.revision ?? 'none';
  }

  /** Records of the whole log from a position on, *inclusive*, those of the system among them. */
  async readAll(from: FilePosition | null, maxCount: number): Promise<readonly StoredRecord[]> {
    return this.collect(() => this.client.readAll({ fromPosition: from ?? START, maxCount, direction: FORWARDS }));
  }

  /** Records of the whole log before a position (null: the end), newest first. */
  async readAllBackwards(before: FilePosition | null, maxCount: number): Promise<readonly StoredRecord[]> {
    return this.collect(() =>
      this.client.readAll({ fromPosition: before ?? END, maxCount, direction: BACKWARDS, requiresLeader: true }),
    );
  }

  /** The whole log after a position, *exclusive*, without the events of the system, as it grows. */
  subscribe(after: FilePosition | null, bufferSize: number): SubscriptionSource {
    const source = new SubscriptionSource();
    source.attach(
      this.client.subscribeToAll(
        {
          fromPosition: after ?? START,
          filter: excludeSystemEvents({
            maxSearchWindow: Math.max(32, bufferSize),
            checkpointReached: async (_subscription, position) => source.reached(position),
          }),
        },
        { highWaterMark: bufferSize },
      ),
    );
    return source;
  }

  /** Ends all streams of the client; resolves within `deadlineMs` even where the client leaks one. */
  async dispose(): Promise<void> {
    await this.inTime(this.client.dispose()).catch(() => undefined);
  }

  /** Reads to the end: breaking out of a read leaks its stream, and `dispose` then never resolves. */
  private collect(
    open: () => StreamingRead<ResolvedEvent> | StreamingRead<AllStreamResolvedEvent>,
  ): Promise<readonly StoredRecord[]> {
    return new Promise((resolve, reject) => {
      const records: StoredRecord[] = [];
      const stream = open();
      // The client gives reads no deadline of their own: silence of this length counts as a lost connection.
      const silence = setTimeout(() => {
        reject(new ClientFailure(true, 'read without an answer'));
        void stream.cancel();
      }, this.deadlineMs);
      stream.on('data', (resolved: ResolvedEvent) => {
        silence.refresh();
        const record = storedRecord(resolved);
        if (record !== undefined) records.push(record);
      });
      stream.on('end', () => {
        clearTimeout(silence);
        resolve(records);
      });
      stream.on('error', (error: unknown) => {
        clearTimeout(silence);
        if (error instanceof StreamNotFoundError) resolve([]);
        else reject(failureOf(error));
      });
    });
  }

  private async inTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    // A little longer than the deadline of the call itself, whose error says more.
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new ClientFailure(true, 'no answer')), this.deadlineMs + 1_000);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
