import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomId } from '@jalons/kernel';
import { destroyKeys } from '@jalons/privacy';
import pg from 'pg';
import type { CounterEvent } from '../../../../test/contract/command-runner.counter.js';
import { countersProjection } from '../../../../test/support/projections/counters.projection.js';
import { eventually, newCounter, ProjectionStage, WAIT_MS } from '../../../../test/support/projections/stage.js';

describe('ProjectionRunner', () => {
  let stage: ProjectionStage;

  beforeEach(async () => {
    stage = await ProjectionStage.open();
  });
  afterEach(() => stage.close());

  it('folds what is there and what comes, and tells when', async () => {
    const [first, second] = [newCounter(), newCounter()];
    await stage.append(first, [1, 2, 3]);
    const runner = await stage.start([countersProjection()]);
    const position = await stage.append(second, [5]);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [first]: 6, [second]: 5 });
    const last = await stage.append(first, [10]);
    expect(await runner.waitFor(['counters'], last, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [first]: 16, [second]: 5 });
    const [status] = await runner.status();
    expect(status).toMatchObject({ name: 'counters', version: 1, state: 'live', checkpoint: last, poisoned: 0 });
    expect(status!.holder).not.toBeNull();
  });

  it('answers false once the time is over, and for a name that nobody folds', async () => {
    const runner = await stage.start([countersProjection()]);
    const position = await stage.append(newCounter(), [1]);
    expect(await runner.waitFor(['counters'], `9${position.slice(1)}`, 100)).toBe(false);
    expect(await runner.waitFor(['counters', 'nothing'], position, 100)).toBe(false);
  });

  it('goes on from the checkpoint after a stop, folding nothing twice', async () => {
    const stream = newCounter();
    const first = await stage.append(stream, [1, 2]);
    const before = await stage.start([countersProjection()]);
    expect(await before.waitFor(['counters'], first, WAIT_MS)).toBe(true);
    await before.stop();
    const next = await stage.append(stream, [4]);
    const after = await stage.start([countersProjection()]);
    expect(await after.waitFor(['counters'], next, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [stream]: 7 });
  });

  it('skips what was sealed under a destroyed key, and folds the rest', async () => {
    const [gone, stays] = [newCounter(), newCounter()];
    const keyId = randomId();
    await stage.append(gone, [1], keyId);
    const position = await stage.append(stays, [2]);
    await destroyKeys(stage.store.pool, [keyId]);
    const runner = await stage.start([countersProjection()]);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [stays]: 2 });
    expect(await runner.status()).toMatchObject([{ state: 'live', poisoned: 0 }]);
  });

  it('sets a poison event aside with the later ones of its key, goes on, and folds them in order once it can', async () => {
    const [poisoned, sound] = [newCounter(), newCounter()];
    let refusing = true;
    const projection = countersProjection({
      refuse: (event) => {
        const { by } = event.data as Extract<CounterEvent, { type: 'CounterAdded' }>['data'];
        if (refusing && by === 13) throw new TypeError('not to be read');
      },
    });
    await stage.append(poisoned, [1, 13, 2]);
    const runner = await stage.start([projection]);
    await stage.append(sound, [5, 6]);
    const position = await stage.append(poisoned, [4]);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [poisoned]: 1, [sound]: 11 });
    expect(await runner.status()).toMatchObject([{ state: 'live', poisoned: 1, waitingBehind: 2 }]);
    expect(stage.notices.filter(({ kind }) => kind === 'parked')).toMatchObject([{ code: 'TypeError' }]);

    expect(await runner.retryParked('counters')).toEqual({ remaining: 3 });
    expect(await stage.totals()).toEqual({ [poisoned]: 1, [sound]: 11 });
    refusing = false;
    expect(await runner.retryParked('counters')).toEqual({ remaining: 0 });
    expect(await stage.totals()).toEqual({ [poisoned]: 20, [sound]: 11 });
    const last = await stage.append(poisoned, [1]);
    expect(await runner.waitFor(['counters'], last, WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [poisoned]: 21, [sound]: 11 });
  });

  it('shows as broken what no event is to blame for, keeps its place, and goes on once mended', async () => {
    const stream = newCounter();
    const owner = new pg.Client({ connectionString: stage.database.urls.owner });
    await owner.connect();
    try {
      const runner = await stage.start([countersProjection()]);
      await owner.query('REVOKE INSERT ON read.counter_steps FROM jalons_worker');
      const position = await stage.append(stream, [3]);
      await eventually(async () => (await runner.status())[0]!.state === 'broken');
      expect(await runner.status()).toMatchObject([{ errorCode: 'sqlstate:42501', poisoned: 0 }]);
      await owner.query('GRANT INSERT ON read.counter_steps TO jalons_worker');
      expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
      expect(await stage.totals()).toEqual({ [stream]: 3 });
      expect(await runner.status()).toMatchObject([{ state: 'live', errorCode: null }]);
    } finally {
      await owner.end();
    }
  });

  it('shows the api nothing of a table without a policy, and lets it write nowhere', async () => {
    const runner = await stage.start([countersProjection()]);
    const position = await stage.append(newCounter(), [3]);
    expect(await runner.waitFor(['counters'], position, WAIT_MS)).toBe(true);
    const api = new pg.Client({ connectionString: stage.database.urls.api });
    await api.connect();
    try {
      expect((await api.query('SELECT total FROM read.counter_totals')).rows).toEqual([{ total: 3 }]);
      await expect(api.query('SELECT * FROM read.counter_steps')).rejects.toMatchObject({ code: '42501' });
      await expect(api.query('DELETE FROM read.counter_totals')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await api.end();
    }
  });
});
