import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { HeldConnections } from './held-connections.js';

describe('connections held between statements', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let held: HeldConnections;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.urls.admin, max: 2 });
    pool.on('error', () => {});
    held = new HeldConnections(pool);
  });
  afterEach(async () => {
    if (!pool.ending) await held.end();
    await database.drop();
  });

  const backend = async (): Promise<number> => {
    const { rows } = await held.query<[number]>({ text: 'SELECT pg_backend_pid()', rowMode: 'array' });
    return rows[0]![0];
  };

  it('are used again, and no more of them than statements at once', async () => {
    const first = await backend();
    expect(await backend()).toBe(first);
    const both = await Promise.all([backend(), backend()]);
    expect(new Set(both).size).toBe(2);
    expect(both).toContain(first);
    expect([...both]).toContain(await backend());
    expect(pool.totalCount).toBe(2);
  });

  it('are replaced when the server ends one that waits', async () => {
    const first = await backend();
    const removed = once(pool, 'remove');
    const admin = new pg.Client({ connectionString: database.urls.admin });
    await admin.connect();
    await admin.query('SELECT pg_terminate_backend($1)', [first]);
    await admin.end();
    await removed;
    expect(await backend()).not.toBe(first);
  });

  it('are not used again after a statement that failed', async () => {
    const first = await backend();
    await expect(held.query({ text: 'SELECT 1 / 0', rowMode: 'array' })).rejects.toThrow('division by zero');
    expect(await backend()).not.toBe(first);
  });

  it('end once the statement under way is answered', async () => {
    const answer = backend();
    await held.end();
    expect(await answer).toBeGreaterThan(0);
    expect(pool.totalCount).toBe(0);
    await expect(backend()).rejects.toThrow();
  });
});
