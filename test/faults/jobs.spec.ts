import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { openEmbeddedDatabase } from '@jalons/database';
import { openJobs, type JobQueue } from '@jalons/jobs';
import { someJobs, someQueue, type Work } from '../contract/jobs.fixtures.js';
import { redisServer, startRedis } from '../support/redis.js';

interface Server {
  readonly where: Parameters<typeof openJobs>[0];
  /** Kills the server and has it start again. */
  crash(): Promise<void>;
}

const JOBS = 300;

/** Jobs are added and run while the server of the queues is killed and comes back; nothing is lost, no effect doubled. */
async function surviveACrash(server: Server): Promise<void> {
  const effects = new Set<string>();
  let troubles = 0;
  const jobs = await openJobs(server.where, { observer: { error: () => (troubles += 1) } });
  const definition = someQueue();
  const queue = await jobs.queue(definition);
  await jobs.work(definition, async ({ id }) => void effects.add(id), { concurrency: 5, leaseMs: 2_000 });
  const add = async (from: number): Promise<void> => {
    const taken = (): Promise<boolean> =>
      queue.enqueue(someJobs(10, from)).then(
        () => true,
        () => false,
      );
    while (!(await taken())) await setImmediate();
  };
  for (let from = 0; from < JOBS / 2; from += 10) await add(from);
  const crashed = server.crash();
  for (let from = JOBS / 2; from < JOBS; from += 10) await add(from);
  await crashed;
  await untilEmpty(queue);
  expect([...effects].toSorted()).toEqual(
    someJobs(JOBS)
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(await queue.failed()).toEqual([]);
  // Asked again once a second, not as fast as the server can refuse (743 times here before).
  expect(troubles).toBeLessThan(200);
  await jobs.close();
}

async function untilEmpty(queue: JobQueue<Work>): Promise<void> {
  for (;;) {
    const counts = await queue.counts().catch(() => undefined);
    if (counts !== undefined && counts.waiting + counts.active + counts.delayed === 0) return;
    await setImmediate();
  }
}

describe('jobs when their server crashes', () => {
  it('goes on with PostgreSQL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jalons-jobs-'));
    chmodSync(folder, 0o711);
    const { server, urls } = await openEmbeddedDatabase({ folder });
    try {
      await surviveACrash({
        where: { databaseUrl: urls.worker },
        // The supervisor starts it again.
        crash: async () => void process.kill(server.pid!, 'SIGKILL'),
      });
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  const program = redisServer();
  (program === undefined ? it.skip : it)(
    'goes on with Redis',
    async () => {
      const redis = await startRedis(program!, { durable: true });
      try {
        await surviveACrash({
          where: { redisUrl: redis.url },
          crash: async () => {
            await redis.kill();
            await redis.restart();
          },
        });
      } finally {
        await redis.stop();
      }
    },
    120_000,
  );
});
