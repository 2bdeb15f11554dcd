import pg from 'pg';
import type { RecordedEvent } from '../port/envelope.js';
import type { LogScan, ScanRequest } from '../port/log-scan.js';
import { validateMaxCount } from '../port/validate-read.js';
import { unavailable } from './log-error.js';
import { bigintOf } from './position.js';
import { scanAll } from './read-statements.js';

/** A page may pass over many events of others before it finds its own. */
const STATEMENT_TIMEOUT_MS = 120_000;

/** Reads the log on one connection of its own, leaving out on the server what is not asked for. */
export class PostgresLogScan implements LogScan {
  private readonly pool: pg.Pool;

  /** @param url of the worker's or the command line's role */
  constructor(url: string, name = 'jalons-log-scan') {
    this.pool = new pg.Pool({
      ...{ connectionString: url, application_name: name, max: 1, statement_timeout: STATEMENT_TIMEOUT_MS },
    });
    // An idle connection lost with its server must not end the process; the pool opens another when asked.
    this.pool.on('error', () => {});
  }

  async scan(request: ScanRequest): Promise<readonly RecordedEvent[]> {
    validateMaxCount(request.maxCount);
    try {
      return await scanAll(this.pool, { ...request, after: bigintOf(request.after), upTo: bigintOf(request.upTo) });
    } catch (error) {
      throw unavailable(error);
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
