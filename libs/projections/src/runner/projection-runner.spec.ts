import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StreamName } from '@jalons/event-log';
import { randomId, type Uuid } from '@jalons/kernel';
import { destroyKeys } from '@jalons/privacy';
import pg from 'pg';
import { counterEvents, type CounterEvent } from '../../../../test/contract/command-runner.counter.js';
import { type OpenedStore, openStore } from '../../../../test/support/event-store.js';
import { appendCounters } from '../../../../test/support/projections/append-counters.js';
import { countersProjection } from '../../../../test/support/projections/counters.projection.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import type { Projection } from '../projection.js';
import type { ProjectionNotice } from './notice.js';
import type { ProjectionRunnerOptions } from './options.js';
import { ProjectionRunner } from './projection-runner.js';

const WAIT_MS = 15_000;

describe('ProjectionRunner', () => {
  let database: TestDatabase;
  let secretsFolder: string;
  let here: OpenedStore;
  let api: pg.Pool;
  const runners: ProjectionRunner[] = [];
  const notices: ProjectionNotice[] = [];

  beforeAll(() => {
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-projections-'));
  });
  afterAll(() => rmSync(secretsFolder, { recursive: true }));
  beforeEach(async () => {
    database = await createTestDatabase();
    here = await openStore({ urls: database.urls, secretsFolder, definitions: counterEvents });
    api = new pg.Pool({ connectionString: database.urls.api, max: 1 });
    api.on('error', () => {});
    notices.length = 0;
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    await Promise.all([here.close(), api.end()]);
    await database.drop();
  });

  async function started(projection: Projection, options: Partial<ProjectionRunnerOptions> = {}) {
    const runner = await ProjectionRunner.open({
      url: database.urls.worker,
      ownerUrl: database.urls.owner,
      store: here.store,
      projections: [projection],
      onNotice: (notice) => notices.push(notice),
      ...options,
    });
    runners.push(runner);
    runner.start();
    return runner;
  }

  const append = (stream: StreamName, by: readonly number[], keyId: Uuid = randomId()) =>
    appendCounters(here.store, stream, by, keyId);
  const counter = (): StreamName => `counter-${randomId()}`;

  async function totals(): Promise<Record<string, number>> {
    const { rows } = await api.query<{ counter: string; total: number }>(
      'SELECT counter, total FROM read.counter_totals ORDER BY counter',
    );
    return Object.fromEntries(rows.map(({ counter, total }) => [counter, total]));
  }

  it('folds what is there and what comes, and tells when', async () => {
    const [first, second] = [counter(), counter()];
    await append(first, [1, 2, 3]);
    const runner = await started(countersProjection());
    const position = await append(second, [5]);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await totals()).toEqual({ [first]: 6, [second]: 5 });
    const last = await append(first, [10]);
    expect(await runner.waitFor(['counters'], last, WAIT_MS)).toBe(true);
    expect(await totals()).toEqual({ [first]: 16, [second]: 5 });
    const [status] = await runner.status();
    expect(status).toMatchObject({ name: 'counters', version: 1, state: 'live', checkpoint: last, poisoned: 0 });
    expect(status!.holder).not.toBeNull();
  });

  it('answers false once the time is over, and for a name that nobody folds', async () => {
    const runner = await started(countersProjection());
    const position = await append(counter(), [1]);
    expect(await runner.waitFor(['counters'], `9${position.slice(1)}`, 100)).toBe(false);
    expect(await runner.waitFor(['counters', 'nothing'], position, 100)).toBe(false);
  });

  it('goes on from the checkpoint after a stop, folding nothing twice', async () => {
    const stream = counter();
    const first = await append(stream, [1, 2]);
    const before = await started(countersProjection());
    expect(await before.waitFor(['counters'], first, WAIT_MS)).toBe(true);
    await before.stop();
    const next = await append(stream, [4]);
    const after = await started(countersProjection());
    expect(await after.waitFor(['counters'], next, WAIT_MS)).toBe(true);
    expect(await totals()).toEqual({ [stream]: 7 });
  });

  it('skips what was sealed under a destroyed key, and folds the rest', async () => {
    const [gone, stays] = [counter(), counter()];
    const keyId = randomId();
    await append(gone, [1], keyId);
    const position = await append(stays, [2]);
    await destroyKeys(here.pool, [keyId]);
    const runner = await started(countersProjection());
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await totals()).toEqual({ [stays]: 2 });
    expect(await runner.status()).toMatchObject([{ state: 'live', poisoned: 0 }]);
  });

  it('sets a poison event aside with the later ones of its key, goes on, and folds them in order once it can', async () => {
    const [poisoned, sound] = [counter(), counter()];
    let refusing = true;
    const projection = countersProjection({
      refuse: (event) => {
        const { by } = event.data as Extract<CounterEvent, { type: 'CounterAdded' }>['data'];
        if (refusing && by === 13) throw new TypeError('not to be read');
      },
    });
    await append(poisoned, [1, 13, 2]);
    const runner = await started(projection);
    await append(sound, [5, 6]);
    const position = await append(poisoned, [4]);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await totals()).toEqual({ [poisoned]: 1, [sound]: 11 });
    expect(await runner.status()).toMatchObject([{ state: 'live', poisoned: 1, waitingBehind: 2 }]);
    expect(notices.filter(({ kind }) => kind === 'parked')).toMatchObject([{ code: 'TypeError' }]);

    expect(await runner.retryParked('counters')).toEqual({ remaining: 3 });
    expect(await totals()).toEqual({ [poisoned]: 1, [sound]: 11 });
    refusing = false;
    expect(await runner.retryParked('counters')).toEqual({ remaining: 0 });
    expect(await totals()).toEqual({ [poisoned]: 20, [sound]: 11 });
    const last = await append(poisoned, [1]);
    expect(await runner.waitFor(['counters'], last, WAIT_MS)).toBe(true);
    expect(await totals()).toEqual({ [poisoned]: 21, [sound]: 11 });
  });

  it('shows as broken what no event is to blame for, keeps its place, and goes on once mended', async () => {
    const stream = counter();
    const owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    try {
      const runner = await started(countersProjection());
      await owner.query('REVOKE INSERT ON read.counter_steps FROM jalons_worker');
      const position = await append(stream, [3]);
      await noticed(({ kind }) => kind === 'failing');
      await untilStatus(runner, 'broken');
      expect(await runner.status()).toMatchObject([{ errorCode: 'sqlstate:42501', poisoned: 0 }]);
      await owner.query('GRANT INSERT ON read.counter_steps TO jalons_worker');
      expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
      expect(await totals()).toEqual({ [stream]: 3 });
      expect(await runner.status()).toMatchObject([{ state: 'live', errorCode: null }]);
    } finally {
      await owner.end();
    }
  });

  it('shows the api nothing of a table without a policy, and lets it write nowhere', async () => {
    const runner = await started(countersProjection());
    const position = await append(counter(), [3]);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    await expect(api.query('SELECT * FROM read.counter_steps')).rejects.toMatchObject({ code: '42501' });
    await expect(api.query('DELETE FROM read.counter_totals')).rejects.toMatchObject({ code: '42501' });
  });

  async function noticed(which: (notice: ProjectionNotice) => boolean): Promise<void> {
    await eventually(async () => notices.some(which));
  }

  const untilStatus = (runner: ProjectionRunner, state: string) =>
    eventually(async () => (await runner.status())[0]?.state === state);
});

/** Asks again until the answer is yes; the test's own time limit ends it. */
async function eventually(asked: () => Promise<boolean>): Promise<void> {
  while (!(await asked())) await new Promise((resolve) => setTimeout(resolve, 10));
}
