import type { PostgresConnectionOptions } from 'bullmq';
import type pg from 'pg';

// Connections (08), resources (53), shutdown and recovery (57P), the server's disk (58), and the network's own words.
const AWAY = /^(08|53|57P|58)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// The driver gives these no code.
const AWAY_MESSAGE = /Connection terminated|not queryable|timeout exceeded when trying to connect|Connection ended/;

/**
 * A pool as BullMQ takes one, which says that the server is away in the only way that BullMQ understands: a refused
 * connection. It then waits and asks again, where any other error makes it ask again at once (hundreds of times a second
 * during a recovery) and takes a completion that could not be stored for a failure of the job.
 * @param onAway told once each time the server goes away
 */
export function patientPool(pool: pg.Pool, onAway: (error: Error) => void): PostgresConnectionOptions {
  let away = false;
  const watched = async <Result>(asked: Promise<Result>): Promise<Result> => {
    try {
      const result = await asked;
      away = false;
      return result;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (!away) onAway(error as Error);
      away = true;
      throw Object.assign(new Error('PostgreSQL is away', { cause: error }), { code: 'ECONNREFUSED' });
    }
  };
  const patient = {
    options: pool.options,
    query: (text: string, values?: unknown[]) => watched(pool.query(text, values)),
    connect: () => watched(pool.connect()),
    // The loss of an idle connection is the pool's own affair; each queue and worker would tell it again.
    on: () => patient,
    end: () => pool.end(),
  };
  return patient as unknown as PostgresConnectionOptions;
}

function isAway(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' ? AWAY.test(code) : typeof message === 'string' && AWAY_MESSAGE.test(message);
}
