import type { Socket } from 'node:net';
import pg from 'pg';

export interface StatementOptions {
  /** Prepares the statement under this name on each connection; to be changed whenever the text changes. */
  readonly name?: string;
  /**
   * One plan whatever the values, of a statement that is prepared: where PostgreSQL would plan anew each time for the
   * sake of values that change nothing. Counts in {@link ScopedDatabase.query} alone.
   */
  readonly onePlan?: boolean;
}

/** What a unit of work may do inside its transaction; refused once that has ended. */
export interface ScopedTransaction {
  query<Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    options?: StatementOptions,
  ): Promise<pg.QueryResult<Row>>;
}

/** The setting that holds the opaque session token; `auth.session_token()` reads it. */
const SESSION_SETTING = 'jalons.session';

/** $1 the opaque session token, empty for none: then no policy lets anything be seen. */
const SET_SESSION = {
  name: 'jalons_set_session',
  text: `SELECT set_config('${SESSION_SETTING}', $1, true)`,
};

/** The same, and the plan that was made for any values is taken until the end of the transaction. */
const SET_SESSION_AND_PLAN = {
  name: 'jalons_set_session_and_plan',
  text: `SELECT set_config('${SESSION_SETTING}', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)`,
};

/**
 * Runs statements under the session of a request: one transaction each, whose first act sets the token, so that a
 * pooled connection never carries it over to the next request. BEGIN, set, statement and COMMIT leave in the same
 * tick and cost one round trip (architecture.md § 3.9). The pool must be opened with `pipeline: true`.
 *
 * Should BEGIN itself fail, the setting dies with its own statement and the rest sees nothing.
 */
export class ScopedDatabase {
  constructor(private readonly pool: pg.Pool) {
    if ((pool.options as pg.PoolConfig).pipeline !== true) {
      throw new Error('ScopedDatabase needs a pool opened with pipeline: true');
    }
  }

  /** One statement as the holder of `token`. */
  async query<Row extends pg.QueryResultRow>(
    token: string | undefined,
    text: string,
    values: readonly unknown[] = [],
    options: StatementOptions = {},
  ): Promise<pg.QueryResult<Row>> {
    return this.onConnection(async (connection) => {
      const [opening, answer, closing] = connection.together(
        () =>
          [
            open(connection, token, options.onePlan === true ? SET_SESSION_AND_PLAN : SET_SESSION),
            connection.send<Row>(statement(text, values, options)),
            connection.send({ text: 'COMMIT' }),
          ] as const,
      );
      const [opened, answered, closed] = await Promise.allSettled([opening, answer, closing]);
      return settle(opened, answered, closed);
    });
  }

  /** Several statements as the holder of `token`; all of them or, when `work` throws, none. */
  async transaction<Result>(
    token: string | undefined,
    work: (transaction: ScopedTransaction) => Promise<Result>,
  ): Promise<Result> {
    return this.onConnection(async (connection) => {
      let ended = false;
      const transaction: ScopedTransaction = {
        query: (text, values = [], options = {}) =>
          ended
            ? Promise.reject(new Error('this transaction has ended'))
            : connection.send(statement(text, values, options)),
      };
      const opening = open(connection, token);
      const [worked] = await Promise.allSettled([work(transaction)]);
      ended = true;
      const closing = connection.send({ text: worked.status === 'fulfilled' ? 'COMMIT' : 'ROLLBACK' });
      const [opened, closed] = await Promise.allSettled([opening, closing]);
      return settle(opened, worked, closed);
    });
  }

  private async onConnection<Result>(use: (connection: Connection) => Promise<Result>): Promise<Result> {
    const connection = new Connection(await this.pool.connect());
    try {
      return await use(connection);
    } finally {
      await connection.release();
    }
  }
}

/** A pooled connection that knows whether the next borrower may have it. */
class Connection {
  private broken = false;

  constructor(private readonly client: pg.PoolClient) {}

  /** Writes at once, without waiting for the answers to what was written before. */
  async send<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    try {
      return await this.client.query<Row>(query);
    } catch (error) {
      // After an error of the server a connection is as good as new. Any other one (a value that could not be sent,
      // a broken socket) leaves its state unknown: a prepared name may be remembered that no longer exists.
      if (!(error instanceof pg.DatabaseError)) this.broken = true;
      throw error;
    }
  }

  /** Gathers what `write` sends into one write to the socket. */
  together<Result>(write: () => Result): Result {
    const { stream } = (this.client as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    try {
      return write();
    } finally {
      stream.uncork();
    }
  }

  /**
   * Gives the connection back. A COMMIT that fails is told before the server says that it is ready again (it flushes
   * the error first), so the state is only known behind one more statement.
   */
  async release(): Promise<void> {
    if (!this.broken && this.client.getTransactionStatus() !== 'I') {
      await this.send({ text: 'ROLLBACK' }).catch(() => {});
    }
    this.client.release(this.broken || this.client.getTransactionStatus() !== 'I');
  }
}

async function open(connection: Connection, token: string | undefined, setting = SET_SESSION): Promise<void> {
  await Promise.all([connection.send({ text: 'BEGIN' }), connection.send({ ...setting, values: [token ?? ''] })]);
}

function statement(text: string, values: readonly unknown[], { name }: StatementOptions): pg.QueryConfig {
  return { text, values: [...values], ...(name === undefined ? {} : { name }) };
}

/** The first failure is the cause; the ones behind it only say that the transaction was aborted. */
function settle<Result>(
  opened: PromiseSettledResult<void>,
  worked: PromiseSettledResult<Result>,
  closed: PromiseSettledResult<pg.QueryResult>,
): Result {
  if (opened.status === 'rejected') throw opened.reason;
  if (worked.status === 'rejected') throw worked.reason;
  if (closed.status === 'rejected') throw closed.reason;
  if (closed.value.command !== 'COMMIT')
    throw new Error('the transaction was rolled back: a failed statement was ignored');
  return worked.value;
}
