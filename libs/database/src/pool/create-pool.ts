import pg from 'pg';
import { typeParsers } from './type-parsers.js';

export interface PoolOptions {
  /** Shown in pg_stat_activity and in the server's log: which part of which process. */
  readonly name: string;
  /** Most connections open at once. */
  readonly max: number;
  /** Lets statements of one client follow each other without waiting for answers (see ScopedDatabase). */
  readonly pipeline?: boolean;
  /** Milliseconds; 0 for none. Without it the setting of the role counts. */
  readonly statementTimeoutMs?: number;
  /** Milliseconds to wait for a connection, 10 s by default. */
  readonly connectionTimeoutMs?: number;
  /** Told when an idle connection breaks (server restart); the pool replaces it by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/** How long work that nobody waits for may wait for a connection, on a machine that does much else. */
export const LONG_WORK_MS = 120_000;

/** Opens a pool; connections are made on demand and closed after 30 s without work. */
export function createPool(url: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.name,
    max: options.max,
    types: typeParsers,
    connectionTimeoutMillis: options.connectionTimeoutMs ?? 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...(options.pipeline === true ? { pipeline: true } : {}),
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
  });
  // Without a listener the loss of a connection would end the process: an idle one is told to the pool, one in use
  // rejects the statements it carries and needs no more than an ear.
  pool.on('error', (error) => options.onIdleError?.(error));
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
