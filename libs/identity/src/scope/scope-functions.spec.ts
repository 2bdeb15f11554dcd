import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { createPool, ScopedDatabase } from '@jalons/database';
import { addDays, civilDateOf, dateAt } from '@jalons/kernel';
import { createScopeTables, signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { Sessions } from '../sessions/sessions.js';

describe('what a session may see, in the database', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pool: pg.Pool;
  let scoped: ScopedDatabase;
  let operator: TestSession;
  let coordinator: TestSession;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    await owner.query(`
      CREATE TABLE read.spec_case (id int PRIMARY KEY, structure uuid NOT NULL, beneficiary uuid NOT NULL);
      ALTER TABLE read.spec_case ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY spec_fill ON read.spec_case FOR INSERT TO jalons_owner WITH CHECK (true);
      CREATE POLICY api_reads ON read.spec_case FOR SELECT TO jalons_api USING (
        structure = ANY ((SELECT auth.my_structures())::uuid[])
        OR beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]));
      GRANT SELECT ON read.spec_case TO jalons_api;`);
    pool = createPool(database.urls.api, { name: 'spec', max: 2, pipeline: true });
    scoped = new ScopedDatabase(pool);
    operator = await signInAs(owner, { role: 'operator' });
    coordinator = await signInAs(owner, { role: 'coordinator' });
    const rows = [operator.structure, coordinator.structure, randomUUID()];
    for (const [id, structure] of rows.entries()) {
      await owner.query('INSERT INTO read.spec_case VALUES ($1, $2, $3)', [id, structure, randomUUID()]);
    }
  });

  afterAll(async () => {
    await Promise.all([owner.end(), pool.end()]);
    await database.drop();
  });

  const seen = async (token: string | undefined) =>
    (await scoped.query<{ id: number }>(token, 'SELECT id FROM read.spec_case ORDER BY id')).rows.map(({ id }) => id);

  it('gives an operator the people of their structure, with no help from the application', async () => {
    expect(await seen(operator.token)).toEqual([0]);
  });

  it('gives a coordinator no case of the structure they are attached to', async () => {
    expect(await seen(coordinator.token)).toEqual([]);
    const { rows } = await scoped.query(
      coordinator.token,
      'SELECT auth.my_territories() AS t, auth.my_structures() AS s, auth.my_roles() AS r',
    );
    expect(rows).toEqual([{ t: [coordinator.territory], s: [], r: ['coordinator'] }]);
  });

  it.each([
    ['none', undefined],
    ['an invented one', 'A'.repeat(43)],
    ['something that is no token', "' OR true --"],
    ['the id of a professional', '00000000-0000-8000-8000-000000000001'],
  ])('shows nothing under a token that is %s', async (_what, token) => {
    expect(await seen(token)).toEqual([]);
  });

  it('shows nothing to whoever sets everything but a token', async () => {
    const hash = await owner.query<{ hash: string }>(
      `SELECT encode(token_hash, 'hex') AS hash FROM auth.sessions WHERE professional = $1`,
      [operator.professional],
    );
    const guesses = [operator.professional, operator.structure, hash.rows[0]!.hash, `\\x${hash.rows[0]!.hash}`];
    for (const guess of guesses) {
      for (const setting of ['jalons.session', 'jalons.professional', 'jalons.user', 'jalons.structures']) {
        const count = await scoped.transaction(undefined, async (tx) => {
          await tx.query('SELECT set_config($1, $2, true)', [setting, guess]);
          return (await tx.query('SELECT 1 FROM read.spec_case')).rowCount;
        });
        expect(count).toBe(0);
      }
    }
  });

  it.each([
    ...['sessions', 'accounts', 'links', 'attempts', 'settings'].flatMap((table) => [
      `SELECT * FROM auth.${table}`,
      `DELETE FROM auth.${table}`,
      `INSERT INTO auth.${table} DEFAULT VALUES`,
    ]),
    `UPDATE auth.settings SET lifetime = '10 years'`,
    'TRUNCATE auth.sessions',
    `INSERT INTO read.mandates VALUES (gen_random_uuid(), gen_random_uuid(), 'admin', NULL, NULL, 'UTC', '2020-01-01')`,
    `UPDATE read.mandates SET role = 'admin'`,
    `SELECT * FROM read.mandate_entries`,
    `SELECT auth.add_session(gen_random_uuid(), repeat('A', 43))`,
    `SELECT auth.write_account(gen_random_uuid(), '', '', '')`,
    `SELECT auth.set_account(gen_random_uuid(), '', '', '')`,
    `SELECT auth.holder_of(repeat('A', 43))`,
    `SELECT * FROM auth.mandates_at(gen_random_uuid(), now())`,
    'SET ROLE jalons_owner',
    'SET SESSION AUTHORIZATION jalons_owner',
    'ALTER TABLE read.spec_case NO FORCE ROW LEVEL SECURITY',
    'CREATE FUNCTION auth.my_structures(int) RETURNS uuid[] LANGUAGE sql AS $$ SELECT NULL::uuid[] $$',
    'CREATE TEMP TABLE mandates (x int)',
  ])('refuses the api: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: expect.stringMatching(/^42501$/) });
  });

  it('opens no session without the proof of the password, whatever else is known', async () => {
    const login = Buffer.alloc(32, 3);
    const professional = randomUUID();
    const salt = Buffer.alloc(16, 4);
    await owner.query('SELECT auth.write_account($1, $2, $3, sha256($4))', [
      professional,
      login,
      salt,
      Buffer.from('the proof'),
    ]);
    const stored = await owner.query<{ verifier: Buffer }>('SELECT verifier FROM auth.accounts WHERE login = $1', [
      login,
    ]);
    const open = async (proof: Buffer) =>
      (await pool.query('SELECT professional FROM auth.open_session($1, $2, $3, NULL)', [login, proof, 'B'.repeat(43)]))
        .rows[0];
    for (const proof of [stored.rows[0]!.verifier, salt, login, Buffer.alloc(0)]) {
      expect(await open(proof)).toEqual({ professional: null });
    }
    expect(await open(Buffer.from('the proof'))).toEqual({ professional });
  });

  it('opens one case by break-the-glass, until its time is over', async () => {
    const session = await signInAs(owner, { role: 'operator' });
    const beneficiary = randomUUID();
    await owner.query('INSERT INTO read.spec_case VALUES (10, $1, $2)', [randomUUID(), beneficiary]);
    const elevate = (until: number) =>
      owner.query(
        `INSERT INTO read.elevations (elevation, professional, beneficiary, reason, at_ms, until_ms)
         VALUES ($1, $2, $3, 'safety', 0, $4)`,
        [randomUUID(), session.professional, beneficiary, until],
      );
    await elevate(Date.parse('2020-01-01T00:00:00Z'));
    expect(await seen(session.token)).toEqual([]);
    await elevate(Date.parse('2999-01-01T00:00:00Z'));
    expect(await seen(session.token)).toEqual([10]);
    expect(await seen(operator.token)).toEqual([0]);
  });

  it('evaluates the functions of a policy once per statement', async () => {
    const { rows } = await scoped.query<{ 'QUERY PLAN': string }>(
      operator.token,
      'EXPLAIN (COSTS OFF) SELECT id FROM read.spec_case',
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(new Set(plan.match(/InitPlan \d/g))).toEqual(new Set(['InitPlan 1', 'InitPlan 2']));
    expect(plan).not.toMatch(/Filter:.*my_(structures|elevations)/);
  });

  it('resolves many sessions at once, each its own, and none that does not hold', async () => {
    const sessions = new Sessions(scoped);
    const known = await Promise.all(Array.from({ length: 30 }, () => signInAs(owner, { role: 'operator' })));
    const asked = [...known, ...known].map(({ token, professional }) => ({ token, professional }));
    const unknown = Array.from({ length: 30 }, (_, n) => String(n).padStart(43, 'x'));
    const scopes = await Promise.all([...asked.map(({ token }) => token), ...unknown].map((t) => sessions.resolve(t)));
    expect(scopes.map((scope) => scope?.professional ?? null)).toEqual([
      ...asked.map(({ professional }) => professional),
      ...unknown.map(() => null),
    ]);
    expect(scopes[0]).toMatchObject({ structures: [known[0]!.structure], territories: [known[0]!.territory] });
  });

  it('holds a mandate on the days of its zone, whatever the instant', async () => {
    const day = civilDateOf('2026-03-28');
    const anyMandate = fc.record({
      zone: fc.constantFrom('Europe/Paris', 'Indian/Reunion', 'America/Martinique', 'Pacific/Noumea'),
      from: fc.nat({ max: 4 }).map((days) => addDays(day, days)),
      until: fc.option(fc.nat({ max: 6 }).map((days) => addDays(day, days))),
      structure: fc.uuid(),
    });
    const instants = fc
      .integer({ min: -36, max: 150 })
      .map((hours) => Date.parse('2026-03-28T00:00:00Z') + hours * 3_600_000 + 1_800_000);
    await fc.assert(
      fc.asyncProperty(fc.array(anyMandate, { maxLength: 5 }), instants, async (mandates, instant) => {
        const professional = randomUUID();
        for (const { zone, from, until, structure } of mandates) {
          await owner.query(
            `INSERT INTO read.mandates (mandate, professional, role, structure, zone, held_from, held_until)
             VALUES ($1, $2, 'operator', $3, $4, $5, $6)`,
            [randomUUID(), professional, structure, zone, from, until],
          );
        }
        const { rows } = await owner.query<{ structure: string }>(
          'SELECT structure FROM auth.mandates_at($1, to_timestamp($2::float8 / 1000))',
          [professional, instant],
        );
        const expected = mandates.filter(({ zone, from, until }) => {
          const local = dateAt(instant, zone);
          return from <= local && (until === null || local < until);
        });
        expect(rows.map(({ structure }) => structure).toSorted()).toEqual(
          expected.map(({ structure }) => structure).toSorted(),
        );
      }),
      { numRuns: 60 },
    );
  });
});
