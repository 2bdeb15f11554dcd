import pg from 'pg';
import type { RecordedEvent, StreamName } from '../port/envelope.js';
import type {
  AppendOutcome,
  AppendRequest,
  EventLog,
  LogHead,
  ReadAllOptions,
  ReadStreamOptions,
  SubscribeOptions,
} from '../port/event-log.js';
import { validateAppend } from '../port/validate-append.js';
import { validateMaxCount, validateReadStream } from '../port/validate-read.js';
import { appendStatement, outcomesOf, type AppendRow } from './append-statement.js';
import { GroupCommit } from './group-commit.js';
import { HeldConnections } from './held-connections.js';
import { unavailable } from './log-error.js';
import { LogListener } from './log-listener.js';
import { bigintOf } from './position.js';
import * as reading from './read-statements.js';
import { subscription } from './subscription.js';

export interface PostgresEventLogOptions {
  /**
   * Connection string of the role of the process. The api may append, read streams and ask for the head; `readAll` and
   * `subscribe` need the worker's or the command line's.
   */
  readonly url: string;
  /** Shown in pg_stat_activity; `jalons-log` by default. */
  readonly name?: string;
  /** Connections for reading; 4 by default. Appending has two of its own, listening one. */
  readonly readConnections?: number;
  /** Slow poll behind the announcements, in ms; 1 000 by default: how late an event may be when one is lost. */
  readonly pollMs?: number;
  /** Appends waiting for their group before more are turned away; 10 000 by default. */
  readonly maxWaiting?: number;
  /** Bytes waiting likewise; 64 MiB by default. */
  readonly maxWaitingBytes?: number;
  /** How long a statement may take, in ms, before it counts as lost; 15 000 by default. */
  readonly statementTimeoutMs?: number;
}

const LANES = 2;
const CONNECT_TIMEOUT_MS = 5_000;
/** Bounds how long one transaction holds the log: some 10 ms at the speeds of docs/benchmarks.md. */
const MAX_GROUP_EVENTS = 512;
const MAX_GROUP_BYTES = 4 * 1024 * 1024;
/** Deciders load streams whole (domain.md § 2): a cut one would be another state. */
const WHOLE_STREAM = 2 ** 31 - 1;

/**
 * The event log on PostgreSQL: commit-ordered, gap-free positions (ADR 0002), group commit in the process, catch-up by
 * `position > last`. It never takes part in a caller's transaction: the connections are its own.
 */
export class PostgresEventLog implements EventLog {
  private readonly lanes: HeldConnections;
  private readonly readPool: pg.Pool;
  private readonly listener: LogListener;
  private readonly groups: GroupCommit;
  private readonly closing = new AbortController();
  private readonly pollMs: number;

  constructor(options: PostgresEventLogOptions) {
    const statementTimeout = options.statementTimeoutMs ?? 15_000;
    const connection: pg.PoolConfig = {
      connectionString: options.url,
      application_name: options.name ?? 'jalons-log',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    };
    // The server gives up first and says so; the client's own limit is for a server that is gone without a word.
    const timeouts = { statement_timeout: statementTimeout, query_timeout: statementTimeout + CONNECT_TIMEOUT_MS };
    this.lanes = new HeldConnections(openPool({ ...connection, ...timeouts, max: LANES }));
    this.readPool = openPool({ ...connection, ...timeouts, max: options.readConnections ?? 4 });
    this.listener = new LogListener(connection);
    this.pollMs = options.pollMs ?? 1_000;
    this.groups = new GroupCommit((group) => this.sendGroup(group), {
      maxWaiting: options.maxWaiting ?? 10_000,
      maxWaitingBytes: options.maxWaitingBytes ?? 64 * 1024 * 1024,
      maxGroupEvents: MAX_GROUP_EVENTS,
      maxGroupBytes: MAX_GROUP_BYTES,
    });
  }

  async append(request: AppendRequest): Promise<AppendOutcome> {
    return this.groups.append(request, validateAppend(request));
  }

  async readStream(stream: StreamName, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    validateReadStream(options);
    const { from = 0, maxCount = WHOLE_STREAM } = options;
    return this.reading(() => reading.readStream(this.readPool, stream, from, maxCount));
  }

  async readAll({ after, maxCount }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    validateMaxCount(maxCount);
    const start = bigintOf(after);
    return this.reading(() => reading.readAll(this.readPool, start, maxCount));
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    validateMaxCount(options.batchSize);
    return subscription(
      { ...options, signal: AbortSignal.any([options.signal, this.closing.signal]) },
      {
        read: (after, max) => reading.readAll(this.readPool, after, max),
        listener: this.listener,
        pollMs: this.pollMs,
      },
    );
  }

  async head(): Promise<LogHead | null> {
    return this.reading(() => reading.readHead(this.readPool));
  }

  /** Ends subscriptions, answers the appends already taken, and closes the connections. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.groups.close();
    await Promise.all([this.listener.close(), this.lanes.end(), this.readPool.end()]);
  }

  private async sendGroup(group: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    try {
      const { rows } = await this.lanes.query<AppendRow>(appendStatement(group));
      return outcomesOf(group, rows[0]!);
    } catch (error) {
      throw unavailable(error);
    }
  }

  private async reading<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // An idle connection lost with its server must not end the process; the pool opens another when asked.
  pool.on('error', () => {});
  return pool;
}
