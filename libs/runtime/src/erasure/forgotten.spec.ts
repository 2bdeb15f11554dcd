import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jalons/event-log';
import { CheckpointProgress, hasLeftovers } from '@jalons/projections';
import pg from 'pg';
import type { CounterEvent } from '../../../../test/contract/command-runner.counter.js';
import { countersProjection } from '../../../../test/support/projections/counters.projection.js';
import { newCounter, ProjectionStage, WAIT_MS } from '../../../../test/support/projections/stage.js';
import { forgottenUpTo } from './forgotten.js';

const refusing13 = ({ data }: StoredEvent<CounterEvent>): void => {
  if ('by' in data && data.by === 13) throw new TypeError('not to be read');
};

describe('read models that have forgotten somebody', () => {
  let stage: ProjectionStage;
  let pool: pg.Pool;
  let progress: CheckpointProgress;
  beforeEach(async () => {
    stage = await ProjectionStage.open();
    const { worker } = stage.database.urls;
    pool = new pg.Pool({ connectionString: worker, max: 2 });
    progress = CheckpointProgress.open({ url: worker });
  });
  afterEach(async () => {
    await progress.close();
    await pool.end();
    await stage.close();
  });

  const forgotten = (position: string, ownerUrl: string | undefined = stage.database.urls.owner) =>
    forgottenUpTo({ pool, progress, ownerUrl }, ['counters'], [position]);

  /** A comparison that stopped half-way, and an event behind where it did. */
  async function stoppedBefore(): Promise<string> {
    const runner = await stage.start([countersProjection({ refuse: refusing13 })]);
    await stage.append(newCounter(), [1]);
    await stage.append(newCounter(), [13]);
    const last = await stage.append(newCounter(), [2]);
    expect(await runner.waitFor(['counters'], last, WAIT_MS)).toBe(true);
    expect(await runner.verify()).toMatchObject([{ status: 'stopped', reason: 'poison' }]);
    return last;
  }

  const retire = () =>
    stage.admin.query(
      'CREATE TABLE retired.counter_totals (); ALTER TABLE retired.counter_totals OWNER TO jalons_owner',
    );

  async function beside(): Promise<readonly string[]> {
    const { rows } = await stage.admin.query<{ name: string }>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('building', 'retired') ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }

  it('have dropped what a comparison that stopped left, and what a swap that was killed did', async () => {
    const last = await stoppedBefore();
    await retire();
    expect(await beside()).toEqual(['building.counter_steps', 'building.counter_totals', 'retired.counter_totals']);
    expect(await forgotten(last)).toBe(true);
    expect(await beside()).toEqual([]);
    expect((await pool.query(`SELECT FROM engine.projections WHERE slot = 'building'`)).rowCount).toBe(0);
    expect((await pool.query('SELECT FROM engine.leases WHERE name = $1', [LEASE])).rowCount).toBe(0);
  });

  it('are waited for where they are being built, and keep what somebody still builds', async () => {
    const last = await stoppedBefore();
    await pool.query(`INSERT INTO engine.leases VALUES ($1, 'somebody', now() + interval '1 hour')`, [LEASE]);
    expect(await forgotten(last)).toBe(false);
    expect(await beside()).toHaveLength(2);
    await pool.query('UPDATE engine.leases SET expires_at = now() WHERE name = $1', [LEASE]);
    expect(await forgotten(last)).toBe(true);
    expect(await beside()).toEqual([]);
  });

  it('leave to the owner what nobody else may drop, and that can be told', async () => {
    const last = await stoppedBefore();
    expect(await forgottenUpTo({ pool, progress, ownerUrl: undefined }, ['counters'], [last])).toBe(true);
    expect(await hasLeftovers(pool)).toBe(true);
    expect(await forgotten(last)).toBe(true);
    expect(await hasLeftovers(pool)).toBe(false);
    await retire();
    expect(await hasLeftovers(pool)).toBe(true);
  });

  it('have not while something reads what was to be dropped', async () => {
    const last = await stoppedBefore();
    await retire();
    const reader = await stage.admin.connect();
    await reader.query('BEGIN; LOCK TABLE retired.counter_totals IN ACCESS SHARE MODE');
    const impatient = `${stage.database.urls.owner}?options=${encodeURIComponent('-c lock_timeout=50ms')}`;
    expect(await forgotten(last, impatient)).toBe(false);
    await reader.query('COMMIT');
    reader.release();
    expect(await forgotten(last)).toBe(true);
  });
});

const LEASE = 'projection:counters:building';
