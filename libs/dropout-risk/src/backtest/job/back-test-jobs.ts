import { createPool, NotificationListener } from '@jalons/database';
import { defineQueue, jobId, type Jobs } from '@jalons/jobs';
import { isUuid, type Uuid } from '@jalons/kernel';
import { BackTestRuns } from './back-test-runs.js';
import { carryOutBackTest, type CarryOutParts } from './carry-out-back-test.js';

const ATTEMPTS = 5;
const QUEUE = defineQueue<{ readonly run: Uuid | null }>({ name: 'back-tests', attempts: ATTEMPTS });
/** A back-test was asked for: its id. */
export const BACK_TESTS_CHANNEL = 'jalons_back_test';
const EVERY_MS = 60_000;

export type BackTestJobParts = Omit<CarryOutParts, 'runs'> & {
  /** Connection string of the worker's role. */
  readonly url: string;
};

/** Back-tests that go on, in one of the workers. */
export interface BackTestJobs {
  close(): Promise<void>;
}

/**
 * Carries out back-tests as soon as they are asked for, one at a time in each worker; takes up again each minute those
 * whose asking went unheard.
 */
export async function carryOutBackTests(jobs: Jobs, { url, ...parts }: BackTestJobParts): Promise<BackTestJobs> {
  const pool = createPool(url, { name: 'jalons-back-tests', max: 2 });
  const runs = new BackTestRuns(pool);
  const stopping = new AbortController();
  const queue = await jobs.queue(QUEUE);
  const ask = (ids: readonly Uuid[]) =>
    queue.enqueue(ids.map((run) => ({ id: jobId('back-tests', run), payload: { run } }))).catch(() => {});
  await queue.schedule('every-minute', { everyMs: EVERY_MS }, { run: null });
  await jobs.work(QUEUE, async ({ payload: { run }, attempt }) => {
    if (run === null) return void (await ask(await runs.due()));
    try {
      await carryOutBackTest({ ...parts, runs }, run, stopping.signal);
    } catch (error) {
      if (attempt >= ATTEMPTS && !stopping.signal.aborted) {
        await runs.failed(run, 'back-test-impossible', parts.clock.now());
      }
      throw error;
    }
  });
  const listener = new NotificationListener(
    { connectionString: url, application_name: 'jalons-back-tests', keepAlive: true },
    [BACK_TESTS_CHANNEL],
    {
      onNotification: (_channel, run) => {
        if (isUuid(run)) void ask([run]);
      },
      // Whatever was asked for before this moment went unheard.
      onListening: () => void runs.due().then(ask, () => {}),
    },
  );
  return {
    close: async () => {
      stopping.abort();
      await listener.close();
      await pool.end();
    },
  };
}
