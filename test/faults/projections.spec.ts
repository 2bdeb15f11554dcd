import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CheckpointProgress, installProjections } from '@jalons/projections';
import { countersProjection } from '../support/projections/counters.projection.js';
import { eventually, newCounter, ProjectionStage, WAIT_MS } from '../support/projections/stage.js';
import { WorkerProcess } from './projections.scenario.js';

const SHORT_LEASE_MS = 1_500;

describe('projections under faults', () => {
  let stage: ProjectionStage;
  let progress: CheckpointProgress;
  const workers: WorkerProcess[] = [];

  beforeEach(async () => {
    stage = await ProjectionStage.open();
    await installProjections(stage.database.urls.owner, [countersProjection()]);
    // As the api has it: another process, which folds nothing.
    progress = CheckpointProgress.open({ url: stage.database.urls.api });
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill()));
    await progress.close();
    await stage.close();
  });

  function start(plan: Parameters<typeof WorkerProcess.start>[1]): WorkerProcess {
    const worker = WorkerProcess.start(stage, plan);
    workers.push(worker);
    return worker;
  }

  it('two processes on one projection: one folds; killed, the other takes over and folds each event once', async () => {
    const streams = Array.from({ length: 10 }, newCounter);
    const expected = Object.fromEntries(streams.map((stream) => [stream, 0]));
    const addToAll = async (by: number): Promise<string> => {
      let position = '';
      for (const stream of streams) {
        position = await stage.append(stream, [by, by]);
        expected[stream]! += 2 * by;
      }
      return position;
    };
    const [first, second] = ['first', 'second'].map((holder) =>
      start({ holder, leaseMs: SHORT_LEASE_MS, pageSize: 7 }),
    );
    expect(await progress.waitFor(['counters'], await addToAll(1), WAIT_MS)).toBe(true);
    const holder = await holderNow();
    const [holding, other] = holder === 'first' ? [first!, second!] : [second!, first!];
    await other.says('started');
    expect(other.hasSaid('taken')).toBe(false);

    const killed = holding.kill();
    const position = await addToAll(2);
    await killed;
    expect(await progress.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await holderNow()).not.toBe(holder);
    expect(await stage.totals()).toEqual(expected);
    expect(await steps()).toBe(40);
  });

  it('killed between any two batches, goes on from the checkpoint, with each event once', async () => {
    const stream = newCounter();
    const position = await stage.append(
      stream,
      Array.from({ length: 40 }, () => 1),
    );
    for (const pages of [1, 2, 3]) {
      const worker = start({ holder: `killed-${pages}`, leaseMs: SHORT_LEASE_MS, pageSize: 5 });
      await worker.says('reading', pages + 1);
      await worker.kill();
      const { rows } = await stage.admin.query<{ total: number | null; checkpoint: string | null }>(
        `SELECT checkpoint, (SELECT sum(by)::int FROM read.counter_steps) AS total FROM engine.projections`,
      );
      // One event per step, positions from 1: rows and checkpoint tell the same.
      expect(Number(rows[0]!.checkpoint ?? 0)).toBe(rows[0]!.total ?? 0);
    }
    start({ holder: 'last', leaseMs: SHORT_LEASE_MS });
    expect(await progress.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [stream]: 40 });
    expect(await steps()).toBe(40);
  });

  it('a process that falls silent inside its transaction loses both it and the lease', async () => {
    const stream = newCounter();
    const silent = start({ holder: 'silent', leaseMs: SHORT_LEASE_MS, silentAt: 13 });
    const position = await stage.append(stream, [1, 13, 2]);
    await silent.says('silent');
    start({ holder: 'other', leaseMs: SHORT_LEASE_MS });
    expect(await progress.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [stream]: 16 });
    await eventually(async () => (await openTransactions()) === 0);
    expect(await steps()).toBe(3);
  });

  it('a process stopped with SIGSTOP and continued finds that another one writes now', async () => {
    const stream = newCounter();
    const stopped = start({ holder: 'stopped', leaseMs: SHORT_LEASE_MS });
    expect(await progress.waitFor(['counters'], await stage.append(stream, [1]), WAIT_MS)).toBe(true);
    stopped.signal('SIGSTOP');
    start({ holder: 'other', leaseMs: SHORT_LEASE_MS });
    expect(await progress.waitFor(['counters'], await stage.append(stream, [2]), WAIT_MS)).toBe(true);
    stopped.signal('SIGCONT');
    await stopped.says('lost');
    expect(await progress.waitFor(['counters'], await stage.append(stream, [4]), WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [stream]: 7 });
    expect(await holderNow()).toBe('other');
  });

  async function holderNow(): Promise<string | undefined> {
    const { rows } = await stage.admin.query<{ holder: string }>('SELECT holder FROM engine.leases');
    return rows[0]?.holder;
  }

  async function steps(): Promise<number> {
    const { rows } = await stage.admin.query<{ count: number }>('SELECT count(*)::int FROM read.counter_steps');
    return rows[0]!.count;
  }

  async function openTransactions(): Promise<number> {
    const { rows } = await stage.admin.query<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity
        WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND application_name = 'jalons-projections'`,
    );
    return rows[0]!.count;
  }
});
