import { createPool } from '@jalons/database';
import type { CommandRunner, EventLog } from '@jalons/event-log';
import { defineQueue, jobId, type Jobs } from '@jalons/jobs';
import { randomId, type Instant, type Uuid } from '@jalons/kernel';
import { CheckpointProgress } from '@jalons/projections';
import { loadCalendar } from '../calendar/load.js';
import { RISK_PROJECTION } from '../read/risk.projection.js';
import { RiskReviewer, type ReviewCounts } from './reviewer.js';

const QUEUE = defineQueue<Record<string, never>>({ name: 'risk-reviews' });
/** What falls due by itself does so at a midnight; what happens is heard of at once. */
const EVERY_MS = 30_000;
/** How long a run waits for the read model; one that is further behind asks for another run when it moves. */
const PATIENCE_MS = 10_000;

export interface ReviewJobParts {
  /** Connection string of the worker's role. */
  readonly url: string;
  readonly log: Pick<EventLog, 'head'>;
  readonly runner: CommandRunner;
  readonly idSecret: Uint8Array;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
  readonly clock: { now(): Instant };
  readonly onFailure?: (failure: { readonly parcours: Uuid; readonly error: unknown }) => void;
}

/** Reviews that go on, in one of the workers. */
export interface Reviews {
  close(): Promise<void>;
}

/**
 * Reviews what is due, as batch jobs: when the read model has moved, and every half minute for what time alone made
 * due. A job that finds nothing costs one look at an index. None runs while the read model is behind: an import is
 * reviewed once it is read.
 */
export async function reviewRisks(jobs: Jobs, parts: ReviewJobParts): Promise<Reviews> {
  const queue = await jobs.queue(QUEUE);
  await queue.schedule('every-half-minute', { everyMs: EVERY_MS }, {});
  const stopping = new AbortController();
  const progress = CheckpointProgress.open({ url: parts.url });
  await jobs.work(QUEUE, async () => {
    const head = await parts.log.head();
    // What the read model has not taken in yet might change the result: an alert for somebody who was met meanwhile.
    if (head === null || !(await progress.waitFor([RISK_PROJECTION], head.position, PATIENCE_MS))) return;
    await reviewRisksOnce(parts, { whole: head.position, signal: stopping.signal });
  });
  let asking = false;
  const stop = progress.watch(RISK_PROJECTION, () => {
    if (asking) return;
    asking = true;
    // What could not be enqueued is found within half a minute.
    void queue
      .enqueue([{ id: jobId('risk-reviews', randomId()), payload: {} }])
      .catch(() => {})
      .finally(() => (asking = false));
  });
  return {
    close: async () => {
      stop();
      stopping.abort();
      await progress.close();
    },
  };
}

/** One run, for the jobs and for the command line. */
export async function reviewRisksOnce(
  { url, clock, ...parts }: Omit<ReviewJobParts, 'log'>,
  how: Parameters<RiskReviewer['reviewDue']>[1] = {},
): Promise<ReviewCounts> {
  const pool = createPool(url, { name: 'jalons-risk-reviews', max: 3 });
  try {
    const reviewer = new RiskReviewer({ ...parts, pool, calendar: loadCalendar() });
    return await reviewer.reviewDue(clock.now(), how);
  } finally {
    await pool.end();
  }
}
