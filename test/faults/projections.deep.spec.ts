import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CheckpointProgress, installProjections } from '@jalons/projections';
import { countersProjection } from '../support/projections/counters.projection.js';
import { newCounter, ProjectionStage, WAIT_MS } from '../support/projections/stage.js';
import { WorkerProcess } from './projections.scenario.js';

const TAKEOVER_MS = 10_000;

describe('fail-over with the settings of the product', () => {
  let stage: ProjectionStage;
  let progress: CheckpointProgress;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    stage = await ProjectionStage.open();
    await installProjections(stage.database.urls.owner, [countersProjection()]);
    progress = CheckpointProgress.open({ url: stage.database.urls.api });
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await progress.close();
    await stage.close();
  });

  const start = (holder: string, silentAt?: number): WorkerProcess => {
    const worker = WorkerProcess.start(stage, { holder, ...(silentAt === undefined ? {} : { silentAt }) });
    workers.push(worker);
    return worker;
  };

  it('takes over from a killed worker, and from one silent inside a transaction, within ten seconds', async () => {
    const stream = newCounter();
    const first = start('first');
    expect(await progress.waitFor(['counters'], await stage.append(stream, [1]), WAIT_MS)).toBe(true);
    const second = start('second', 13);
    await second.says('started');

    const killedAt = performance.now();
    await first.kill();
    expect(await progress.waitFor(['counters'], await stage.append(stream, [2]), WAIT_MS)).toBe(true);
    expect(performance.now() - killedAt).toBeLessThan(TAKEOVER_MS);

    await start('third').says('started');
    const position = await stage.append(stream, [13]);
    await second.says('silent');
    const silentAt = performance.now();
    expect(await progress.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(performance.now() - silentAt).toBeLessThan(TAKEOVER_MS);
    expect(await stage.totals()).toEqual({ [stream]: 16 });
  }, 90_000);
});
