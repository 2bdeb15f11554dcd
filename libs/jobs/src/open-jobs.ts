import { postgresBackEnd, redisBackEnd } from './bullmq/back-end.js';
import { BullJobs } from './bullmq/bull-jobs.js';
import type { JobObserver, Jobs } from './port/jobs.js';

export interface OpenJobsOptions {
  readonly observer?: JobObserver;
  /** Milliseconds that `close` waits for jobs under way before it lets them go; 20 s by default. */
  readonly closePatienceMs?: number;
  /** Connections to PostgreSQL at most, beside the one with which each worker listens; 4 by default. */
  readonly maxConnections?: number;
}

/**
 * Opens the queues of this process where the connection string says: Redis when there is one, PostgreSQL otherwise.
 * On PostgreSQL the string is the one of the process's own role; the tables were made by `migrate`.
 * @throws when the back end does not answer, or when its tables are missing
 */
export async function openJobs(
  where: { readonly databaseUrl: string } | { readonly redisUrl: string },
  { observer = {}, closePatienceMs = 20_000, maxConnections = 4 }: OpenJobsOptions = {},
): Promise<Jobs> {
  const onError = (error: Error): void => observer.error?.({ queue: '*', error });
  const backEnd =
    'redisUrl' in where
      ? await redisBackEnd(where.redisUrl, onError)
      : await postgresBackEnd(where.databaseUrl, maxConnections, onError);
  return new BullJobs(backEnd, observer, closePatienceMs);
}
