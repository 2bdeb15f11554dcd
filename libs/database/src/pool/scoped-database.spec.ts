import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { createPool } from './create-pool.js';
import { ScopedDatabase } from './scoped-database.js';

const TOKEN = `SELECT auth.session_token() AS token`;
const FAILURES = {
  'a value that the server refuses': { text: 'SELECT $1::int', values: ['abc'], code: '22P02' },
  'a statement that does not parse': { text: 'SELEKT', values: [], code: '42601' },
  'a deferred constraint, at COMMIT': { text: 'INSERT INTO read.child VALUES (1)', values: [], code: '23503' },
  'a table it may not see': { text: 'SELECT * FROM read.hidden', values: [], code: '42501' },
};

describe('ScopedDatabase', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pool: pg.Pool;
  let scoped: ScopedDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await owner.query(`
      CREATE TABLE read.parent (id int PRIMARY KEY);
      CREATE TABLE read.child (parent int REFERENCES read.parent DEFERRABLE INITIALLY DEFERRED);
      CREATE TABLE read.hidden (id int);
      CREATE TABLE read.note (author text, body text);
      ALTER TABLE read.note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON read.note USING (author = (SELECT auth.session_token()));
      GRANT SELECT, INSERT ON read.child, read.note TO jalons_api;`);
    pool = createPool(database.urls.api, { name: 'spec', max: 1, pipeline: true });
    scoped = new ScopedDatabase(pool);
  });

  afterEach(async () => {
    // One connection for every case: whatever a case leaves behind is found by the next.
    const { rows } = await pool.query(TOKEN);
    expect(rows).toEqual([{ token: null }]);
  });

  afterAll(async () => {
    await Promise.all([pool.end(), owner.end()]);
    await database.drop();
  });

  it('gives the statement its session and nobody else', async () => {
    const { rows } = await scoped.query<{ token: string }>('token-a', TOKEN);
    expect(rows).toEqual([{ token: 'token-a' }]);
    expect((await scoped.query(undefined, TOKEN)).rows).toEqual([{ token: null }]);
  });

  it('takes one plan for any values where it is told to, and leaves the next request its own', async () => {
    const mode = `SELECT current_setting('plan_cache_mode') AS mode, auth.session_token() AS token`;
    const told = await scoped.query('token-a', mode, [], { name: 'plan_mode', onePlan: true });
    expect(told.rows).toEqual([{ mode: 'force_generic_plan', token: 'token-a' }]);
    expect((await scoped.query('token-b', mode, [], { name: 'plan_mode' })).rows).toEqual([
      { mode: 'auto', token: 'token-b' },
    ]);
  });

  it('shows nothing without a session', async () => {
    await scoped.query('author-1', 'INSERT INTO read.note VALUES ($1, $2)', ['author-1', 'x']);
    const count = 'SELECT count(*)::int AS n FROM read.note';
    expect((await scoped.query('author-1', count)).rows).toEqual([{ n: 1 }]);
    expect((await scoped.query('author-2', count)).rows).toEqual([{ n: 0 }]);
    expect((await scoped.query(undefined, count)).rows).toEqual([{ n: 0 }]);
    expect((await pool.query(count)).rows).toEqual([{ n: 0 }]);
  });

  it.each(Object.entries(FAILURES))('survives %s on the same connection', async (_case, { text, values, code }) => {
    const before = (await pool.query('SELECT pg_backend_pid() AS pid')).rows;
    await expect(scoped.query('t', text, values)).rejects.toMatchObject({ code });
    await expect(scoped.query('t', text, values, { name: `failing_${code}` })).rejects.toMatchObject({ code });
    await expect(scoped.transaction('t', (tx) => tx.query(text, values))).rejects.toMatchObject({ code });
    expect((await pool.query('SELECT pg_backend_pid() AS pid')).rows).toEqual(before);
  });

  it('keeps its connection over any number of failing commits', async () => {
    // The error of a COMMIT arrives ahead of the server's readiness, sometimes in a packet of its own: 1 500 of them
    // replaced 11 connections before that was waited for.
    const backends = new Set<number | undefined>();
    for (let round = 0; round < 400; round += 1) {
      await expect(scoped.query('t', 'INSERT INTO read.child VALUES (1)')).rejects.toMatchObject({ code: '23503' });
      backends.add((await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid);
    }
    expect(backends.size).toBe(1);
  });

  it('refuses a token that the server refuses, and runs nothing for it', async () => {
    await expect(scoped.query('nul\0', `INSERT INTO read.note VALUES ('', 'nul')`)).rejects.toMatchObject({
      code: '22021',
    });
    expect((await scoped.query('', `SELECT 1 FROM read.note WHERE body = 'nul'`)).rowCount).toBe(0);
  });

  it('replaces a connection on which a value could not be sent', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const named = { name: 'echo_value' };
    await expect(scoped.query('t', 'SELECT $1::jsonb AS v', [circular], named)).rejects.toThrow('ircular');
    expect((await scoped.query('t', 'SELECT $1::jsonb AS v', [{ a: 1 }], named)).rows).toEqual([{ v: { a: 1 } }]);
  });

  it('commits all of a transaction or none', async () => {
    const insert = 'INSERT INTO read.note VALUES ($1, $2)';
    const failed = scoped.transaction('author-3', async (tx) => {
      await tx.query(insert, ['author-3', 'lost']);
      throw new RangeError('the caller changed its mind');
    });
    await expect(failed).rejects.toThrow(RangeError);
    const kept = await scoped.transaction('author-3', async (tx) => {
      await tx.query(insert, ['author-3', 'one']);
      await tx.query(insert, ['author-3', 'two']);
      return (await tx.query('SELECT body FROM read.note ORDER BY body')).rows;
    });
    expect(kept).toEqual([{ body: 'one' }, { body: 'two' }]);
    expect((await scoped.query('author-3', 'SELECT body FROM read.note ORDER BY body')).rows).toEqual(kept);
  });

  it('does not report success when a failed statement was ignored', async () => {
    const careless = scoped.transaction('t', async (tx) => {
      await tx.query('SELECT 1/0').catch(() => {});
    });
    await expect(careless).rejects.toThrow('rolled back');
  });

  it('refuses a statement after the end of its transaction', async () => {
    const late = await scoped.transaction('t', async (tx) => () => tx.query('SELECT 1'));
    await expect(late()).rejects.toThrow('has ended');
  });

  it('goes on after the server ended the connection in the middle', async () => {
    const admin = new pg.Client({ connectionString: database.urls.admin });
    await admin.connect();
    const cut = scoped.transaction('t', async (tx) => {
      const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await admin.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
      await tx.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow();
    await admin.end();
    expect((await scoped.query('t', TOKEN)).rows).toEqual([{ token: 't' }]);
  });

  it('never mixes sessions, whatever runs at once', async () => {
    const wide = createPool(database.urls.api, { name: 'spec-wide', max: 4, pipeline: true });
    const many = new ScopedDatabase(wide);
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.uuid(), fc.constantFrom('ok', 'fail', 'transaction')), { maxLength: 30 }),
          async (requests) => {
            const answers = await Promise.all(
              requests.map(async ([token, kind]) => {
                if (kind === 'fail') return many.query(token, 'SELECT 1/0').then(String, () => token);
                const read =
                  kind === 'ok'
                    ? many.query<{ token: string }>(token, TOKEN, [], { name: 'token' })
                    : many.transaction(token, (tx) => tx.query<{ token: string }>(TOKEN));
                return (await read).rows[0]?.token;
              }),
            );
            expect(answers).toEqual(requests.map(([token]) => token));
          },
        ),
        { numRuns: 30 },
      );
    } finally {
      await wide.end();
    }
  });

  it('needs a pipelining pool', () => {
    expect(() => new ScopedDatabase(createPool(database.urls.api, { name: 'spec', max: 1 }))).toThrow('pipeline');
  });
});
