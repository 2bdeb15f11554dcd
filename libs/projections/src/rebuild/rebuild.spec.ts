import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventTypeRegistry, type StoredEvent } from '@jalons/event-log';
import pg from 'pg';
import { type CounterEvent, counterEvents } from '../../../../test/contract/command-runner.counter.js';
import { countersProjection } from '../../../../test/support/projections/counters.projection.js';
import { eventually, newCounter, ProjectionStage, WAIT_MS } from '../../../../test/support/projections/stage.js';
import type { Projection } from '../projection.js';
import type { ProjectionRunner } from '../runner/projection-runner.js';
import { rightsOf } from './rights.js';

const refusing13 = ({ data }: StoredEvent<CounterEvent>): void => {
  if ('by' in data && data.by === 13) throw new TypeError('not to be read');
};

describe('a rebuild beside the served version', () => {
  let stage: ProjectionStage;
  let api: pg.Client;
  beforeEach(async () => {
    stage = await ProjectionStage.open();
    api = new pg.Client({ connectionString: stage.database.urls.api });
    await api.connect();
  });
  afterEach(async () => {
    await api.end();
    await stage.close();
  });

  async function caughtUp(runner: ProjectionRunner, by: readonly number[] = [1]): Promise<void> {
    expect(await runner.waitFor(['counters'], await stage.append(newCounter(), by), WAIT_MS)).toBe(true);
  }

  async function tablesIn(schema: string): Promise<string[]> {
    const { rows } = await stage.admin.query<{ name: string }>(
      'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1',
      [schema],
    );
    return rows.map(({ name }) => name);
  }

  async function rights(table: string): Promise<string> {
    const client = await stage.admin.connect();
    try {
      return await rightsOf(client, table);
    } finally {
      client.release();
    }
  }

  it('says that nothing differs, with the rows and their hash, and leaves nothing behind', async () => {
    const runner = await stage.start([countersProjection()]);
    await caughtUp(runner, [1, 2, 3]);
    const [outcome] = await runner.verify();
    expect(outcome).toMatchObject({
      status: 'equal',
      tables: [
        { table: 'counter_totals', equal: true, served: { rows: 1 }, rebuilt: { rows: 1 }, excluded: {} },
        { table: 'counter_steps', equal: true, served: { rows: 3 }, rebuilt: { rows: 3 }, excluded: {} },
      ],
    });
    expect(await tablesIn('building')).toEqual([]);
    expect((await runner.status())[0]).not.toHaveProperty('building');
  });

  it('names the table in which one value differs, but for columns left out', async () => {
    const projection = countersProjection();
    const [totals, steps] = projection.tables;
    const named = { ...totals!, excludedFromHash: { name: 'a reason' } };
    const runner = await stage.start([{ ...projection, tables: [named, steps!] }]);
    await caughtUp(runner);
    await stage.admin.query(`UPDATE read.counter_totals SET name = 'altered'`);
    expect(await runner.verify()).toMatchObject([{ status: 'equal' }]);
    await stage.admin.query('UPDATE read.counter_steps SET by = by + 1');
    expect(await runner.verify()).toMatchObject([
      {
        status: 'differs',
        tables: [
          { table: 'counter_totals', equal: true, excluded: { name: 'a reason' } },
          { table: 'counter_steps', equal: false },
        ],
      },
    ]);
  });

  it('serves the new tables with the same policies and grants, in force, and goes on with them', async () => {
    const runner = await stage.start([countersProjection()]);
    const stream = newCounter();
    expect(await runner.waitFor(['counters'], await stage.append(stream, [1, 2]), WAIT_MS)).toBe(true);
    const before = await Promise.all(['read.counter_totals', 'read.counter_steps'].map(rights));
    expect(JSON.parse(before[0]!)).toMatchObject({ owner: 'jalons_owner', enabled: true, forced: true });
    await stage.admin.query('UPDATE read.counter_totals SET total = 0');

    expect(await runner.rebuild(['counters'])).toMatchObject([{ status: 'swapped', version: 1, retired: [] }]);

    expect(await Promise.all(['read.counter_totals', 'read.counter_steps'].map(rights))).toEqual(before);
    expect(await Promise.all(['read', 'building', 'retired'].map(tablesIn))).toEqual([
      ['counter_steps', 'counter_totals'],
      [],
      [],
    ]);
    expect(await stage.totals()).toEqual({ [stream]: 3 });
    expect((await api.query('SELECT total FROM read.counter_totals')).rows).toEqual([{ total: 3 }]);
    await expect(api.query('SELECT * FROM read.counter_steps')).rejects.toMatchObject({ code: '42501' });
    expect(await runner.waitFor(['counters'], await stage.append(stream, [4]), WAIT_MS)).toBe(true);
    expect(await stage.totals()).toEqual({ [stream]: 7 });
  });

  it('swaps under writers and readers: no reader fails, no event is lost or counted twice', async () => {
    const runner = await stage.start([countersProjection()]);
    const streams = Array.from({ length: 4 }, newCounter);
    const over = new AbortController();
    let last = '';
    let sum = 0;
    const writing = (async () => {
      for (let n = 0; !over.signal.aborted; n += 1) {
        last = await stage.append(streams[n % streams.length]!, [1, 1]);
        sum += 2;
      }
    })();
    let least = 0;
    const reading = (async () => {
      while (!over.signal.aborted) {
        const { rows } = await api.query<{ sum: number | null }>({
          name: 'sum',
          text: 'SELECT sum(total)::int AS sum FROM read.counter_totals',
        });
        expect(rows[0]!.sum ?? 0).toBeGreaterThanOrEqual(least);
        least = rows[0]!.sum ?? 0;
      }
    })();
    await eventually(() => least > 20);
    for (let n = 0; n < 3; n += 1) {
      const [outcome] = await runner.rebuild();
      expect(outcome).toMatchObject({ status: 'swapped' });
      expect(outcome!.status === 'swapped' && outcome!.tables.every(({ equal }) => equal)).toBe(true);
    }
    over.abort();
    await Promise.all([writing, reading]);
    expect(await runner.waitFor(['counters'], last, WAIT_MS)).toBe(true);
    const totals = await stage.totals();
    expect(Object.values(totals).reduce((a, b) => a + b, 0)).toBe(sum);
  });

  it('waits for a reader in the middle of a transaction, and lets others pass meanwhile', async () => {
    const runner = await stage.start([countersProjection()]);
    await caughtUp(runner);
    await api.query('BEGIN');
    await api.query('SELECT * FROM read.counter_totals');
    const rebuilding = runner.rebuild();
    await eventually(async () => {
      const { rowCount } = await stage.admin.query(
        `SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted`,
      );
      return rowCount! > 0;
    });
    expect(await stage.totals()).not.toEqual({});
    await api.query('COMMIT');
    expect(await rebuilding).toMatchObject([{ status: 'swapped' }]);
  });

  it('brings an older version to the new one at the start, and the old process leaves it alone', async () => {
    const old = await stage.start([countersProjection()]);
    const stream = newCounter();
    expect(await old.waitFor(['counters'], await stage.append(stream, [1, 2]), WAIT_MS)).toBe(true);
    const next = countersProjection({
      version: 2,
      columns: ', doubled integer NOT NULL',
      extend: (total) => ({ doubled: 2 * total }),
    });
    const runner = await stage.start([next]);
    await eventually(() => stage.notices.some(({ kind }) => kind === 'rebuilt'));
    await eventually(() => stage.notices.some(({ kind }) => kind === 'newer-in-database'));
    expect(await runner.waitFor(['counters'], await stage.append(stream, [4]), WAIT_MS)).toBe(true);
    expect((await api.query('SELECT total, doubled FROM read.counter_totals')).rows).toEqual([
      { total: 7, doubled: 14 },
    ]);
    expect(await runner.status()).toMatchObject([{ version: 2, state: 'live' }]);
    expect([old.held(), runner.held()]).toEqual([[], ['counters']]);
  });

  it('does not touch a version whose tables were changed without a new number', async () => {
    await stage.start([countersProjection()]);
    const changed = await stage.start([countersProjection({ columns: ', more integer' })]);
    await eventually(() => stage.notices.some(({ kind }) => kind === 'definition-changed'));
    expect(changed.held()).toEqual([]);
  });

  it('stops at the first event it cannot fold, names it and leaves what is served; mended, takes in what was set aside', async () => {
    const stream = newCounter();
    const broken = await stage.start([countersProjection({ refuse: refusing13 })]);
    await stage.append(stream, [1]);
    const poison = await stage.append(stream, [13]);
    const last = await stage.append(stream, [2]);
    expect(await broken.waitFor(['counters'], last, WAIT_MS)).toBe(true);
    expect(await broken.rebuild()).toMatchObject([
      { status: 'stopped', reason: 'poison', position: poison, code: 'TypeError' },
    ]);
    expect(await stage.totals()).toEqual({ [stream]: 1 });
    expect(await broken.status()).toMatchObject([
      { state: 'live', poisoned: 1, waitingBehind: 1, building: { version: 1, errorCode: 'TypeError' } },
    ]);
    await broken.stop();

    const mended = await stage.start([countersProjection()]);
    expect(await mended.rebuild()).toMatchObject([{ status: 'swapped' }]);
    expect(await stage.totals()).toEqual({ [stream]: 16 });
    expect(await mended.status()).toMatchObject([{ poisoned: 0, waitingBehind: 0 }]);
  });

  it('stops at a type that this release does not know, which the served version only skips', async () => {
    const registry = new EventTypeRegistry(counterEvents.filter(({ type }) => type !== 'CounterAdded'));
    const runner = await stage.start([countersProjection()], { registry });
    await caughtUp(runner);
    expect(await runner.rebuild()).toMatchObject([{ status: 'stopped', reason: 'unknown-type', code: 'CounterAdded' }]);
  });

  it('refuses to leave behind what is bound to the old tables, or rights that somebody changed', async () => {
    const runner = await stage.start([countersProjection()]);
    await caughtUp(runner);
    await stage.admin.query('CREATE VIEW public.bound AS SELECT total FROM read.counter_totals');
    expect(await runner.rebuild()).toMatchObject([
      { status: 'stopped', reason: 'bound', object: expect.stringContaining('view bound') },
    ]);
    await stage.admin.query('DROP VIEW public.bound');
    await stage.admin.query('GRANT SELECT ON read.counter_steps TO jalons_api');
    expect(await runner.rebuild()).toMatchObject([
      { status: 'stopped', reason: 'rights-differ', table: 'counter_steps' },
    ]);
    await stage.admin.query('REVOKE SELECT ON read.counter_steps FROM jalons_api');
    expect(await runner.rebuild()).toMatchObject([{ status: 'swapped' }]);
  });

  it('is done by one process at a time', async () => {
    const [first, second] = [await stage.start([countersProjection()]), await stage.start([countersProjection()])];
    await caughtUp(first);
    const outcomes = await Promise.all([first.rebuild(), second.rebuild()]);
    const reasons = outcomes.map(([outcome]) => (outcome!.status === 'stopped' ? outcome!.reason : outcome!.status));
    expect(reasons.toSorted()).toEqual(['busy', 'swapped']);
  });

  it('needs the owner, and a projection that exists', async () => {
    const projections: Projection[] = [countersProjection()];
    const { urls } = stage.database;
    await stage.start(projections);
    const worker = await stage.start(projections, { url: urls.worker, ownerUrl: undefined as never });
    await expect(worker.rebuild()).rejects.toThrow('connection string of the owner');
    const runner = await stage.start(projections);
    await expect(runner.verify(['nothing'])).rejects.toMatchObject({ code: 'projection-unknown' });
  });
});
