import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { createPool } from './create-pool.js';

describe('createPool', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it('keeps civil dates and big numbers as the strings they are', async () => {
    const pool = createPool(database.urls.worker, { name: 'spec', max: 1 });
    const { rows } = await pool.query(`
      SELECT date '2024-02-29' AS day, ARRAY[date '2024-02-29', NULL] AS days,
             9007199254740993::bigint AS big, ARRAY[9007199254740993::bigint] AS bigs, 0.10::numeric AS exact`);
    await pool.end();
    expect(rows).toEqual([
      {
        day: '2024-02-29',
        days: ['2024-02-29', null],
        big: '9007199254740993',
        bigs: ['9007199254740993'],
        exact: '0.10',
      },
    ]);
  });

  it('gives arrays of ids as they are, whatever they hold', async () => {
    const pool = createPool(database.urls.worker, { name: 'spec', max: 1 });
    const [one, two] = ['00000000-0000-4000-8000-00000000000a', 'f0000000-0000-4000-8000-00000000000b'];
    const { rows } = await pool.query(
      `SELECT '{}'::uuid[] AS none, ARRAY[$1]::uuid[] AS one, ARRAY[$1, $2]::uuid[] AS two,
              ARRAY[NULL, $1, NULL]::uuid[] AS holes, ARRAY[[$1, $2], [$2, $1]]::uuid[] AS nested,
              ('[0:1]={' || $1 || ',' || $2 || '}')::uuid[] AS bounds`,
      [one, two],
    );
    await pool.end();
    expect(rows).toEqual([
      {
        ...{ none: [], one: [one], two: [one, two], holes: [null, one, null] },
        nested: [
          [one, two],
          [two, one],
        ],
        bounds: [one, two],
      },
    ]);
  });

  it('carries its name, its own limits and those of its role', async () => {
    const pool = createPool(database.urls.api, { name: 'jalons spec', max: 1, statementTimeoutMs: 50 });
    const { rows } = await pool.query(`
      SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement,
             current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('lock_timeout') AS lock`);
    expect(rows).toEqual([{ name: 'jalons spec', statement: '50ms', idle: '5s', lock: '5s' }]);
    await expect(pool.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    await pool.end();
  });

  it('outlives the loss of its connections, idle and in use, and tells of the idle one', async () => {
    const admin = new pg.Client({ connectionString: database.urls.admin });
    await admin.connect();
    const lost: Error[] = [];
    const pool = createPool(database.urls.worker, { name: 'spec', max: 2, onIdleError: (error) => lost.push(error) });
    const backendPid = async (client: pg.Pool | pg.PoolClient): Promise<number> =>
      (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;
    const inUse = await pool.connect();
    const idlePid = await backendPid(pool);
    const gone = new Promise((resolve) => pool.once('error', resolve));
    await admin.query('SELECT pg_terminate_backend(pid, 5000) FROM unnest($1::int[]) pid', [
      [idlePid, await backendPid(inUse)],
    ]);
    await gone;
    await expect(inUse.query('SELECT 1')).rejects.toThrow();
    inUse.release(true);
    expect(lost).toHaveLength(1);
    expect(await backendPid(pool)).toBeGreaterThan(0);
    await Promise.all([pool.end(), admin.end()]);
  });
});
