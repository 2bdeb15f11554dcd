import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, type LoginRole, ScopedDatabase } from '@jalons/database';
import { randomId } from '@jalons/kernel';
import pg from 'pg';
import { createScopeTables, signInAs } from '../../../../test/policies/sign-in-as.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import type { Access } from './access-journal.js';
import { PostgresAccessJournal } from './postgres-access-journal.js';

const NOVEMBER = Date.parse('2026-11-30T23:59:59.999Z');
const DENIED = { code: '42501' };
const REFUSED = { code: '23001' };

describe('the access journal', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pools: Record<Exclude<LoginRole, 'owner'>, pg.Pool>;
  let journal: PostgresAccessJournal;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    const pool = (role: LoginRole) => createPool(database.urls[role], { name: role, max: 4, pipeline: true });
    pools = { api: pool('api'), worker: pool('worker'), cli: pool('cli') };
    journal = new PostgresAccessJournal(pools.api);
    await journal.record(access());
  });

  afterAll(async () => {
    await Promise.all([owner.end(), ...Object.values(pools).map((pool) => pool.end())]);
    await database.drop();
  });

  const access = (changes: Partial<Access> = {}): Access => ({
    request: randomId(),
    professional: randomId(),
    role: 'operator',
    structure: randomId(),
    action: 'parcours',
    subjects: [{ subject: randomId(), reason: 'structure' }],
    at: NOVEMBER,
    ...changes,
  });

  const linesOf = async (request: string) =>
    (
      await owner.query('SELECT *, tableoid::regclass::text AS month FROM journal.accesses WHERE request = $1', [
        request,
      ])
    ).rows;

  it('holds who, whom, what, when and why, each month apart, once record has answered', async () => {
    const subjects = [
      { subject: randomId(), reason: 'referent' },
      { subject: randomId(), reason: 'elevated' },
    ] as const;
    const last = access({ subjects });
    const next = access({ at: NOVEMBER + 1 });
    await Promise.all([journal.record(last), journal.record(next)]);
    expect(await linesOf(last.request)).toEqual([
      {
        request: last.request,
        professional: last.professional,
        role: 'operator',
        structure: last.structure,
        territory: null,
        action: 'parcours',
        subjects: subjects.map(({ subject }) => subject),
        reasons: ['referent', 'elevated'],
        at_ms: String(NOVEMBER),
        month: 'journal.accesses_2026_11',
      },
    ]);
    expect((await linesOf(next.request))[0].month).toBe('journal.accesses_2026_12');
  });

  it('takes many at once, each once, while several processes meet a new month', async () => {
    const writers = [journal, new PostgresAccessJournal(pools.api), new PostgresAccessJournal(pools.cli)];
    for (let month = 0; month < 24; month += 1) {
      const at = Date.UTC(2030, month, 15);
      const all = Array.from({ length: 30 }, () => access({ at }));
      await Promise.all(all.map((each, n) => writers[n % 3]!.record(each)));
      const { rows } = await owner.query(
        'SELECT count(*)::int AS n, count(DISTINCT request)::int AS d FROM journal.accesses WHERE at_ms = $1',
        [at],
      );
      expect(rows).toEqual([{ n: 30, d: 30 }]);
    }
  });

  it('refuses one line that is there already, and keeps nobody else from reading', async () => {
    const twice = access();
    const others = [access(), access()];
    const [first, second, ...rest] = await Promise.allSettled(
      [twice, twice, ...others].map((each) => journal.record(each)),
    );
    expect([first, second].map((each) => each!.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(rest.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await linesOf(twice.request)).toHaveLength(1);
  });

  it('leaves no line of an access that shows nobody', async () => {
    const nobody = access({ subjects: [] });
    await journal.record(nobody);
    expect(await linesOf(nobody.request)).toEqual([]);
  });

  it('refuses the answer where the line cannot be written, and says nothing of it', async () => {
    const closed = createPool(database.urls.api, { name: 'closed', max: 1 });
    await closed.end();
    const refused = new PostgresAccessJournal(closed).record(access());
    await expect(refused).rejects.toMatchObject({ kind: 'unavailable', code: 'journal-unavailable', problems: [] });
  });

  it.each([
    'UPDATE journal.accesses SET action = $$x$$',
    'DELETE FROM journal.accesses',
    'INSERT INTO journal.accesses SELECT * FROM journal.accesses',
    'SELECT * FROM journal.accesses_2026_11',
    `SELECT journal.drop_months_before('2030-01-01')`,
  ])('the api may not: %s', async (statement) => {
    await expect(pools.api.query(statement)).rejects.toMatchObject(DENIED);
  });

  it.each([
    'UPDATE journal.accesses SET action = $$x$$',
    'DELETE FROM journal.accesses_2026_11',
    'TRUNCATE journal.accesses',
  ])('not even the owner: %s', async (statement) => {
    await expect(owner.query(statement)).rejects.toMatchObject(REFUSED);
  });

  it('shows its lines to the dpo alone', async () => {
    const scoped = new ScopedDatabase(pools.api);
    const seenBy = async (token: string | undefined) =>
      (await scoped.query<{ n: number }>(token, 'SELECT count(*)::int AS n FROM journal.accesses')).rows[0]!.n;
    const [dpo, admin, coordinator] = await Promise.all(
      (['dpo', 'admin', 'coordinator'] as const).map((role) => signInAs(owner, { role })),
    );
    expect(await seenBy(dpo!.token)).toBeGreaterThan(0);
    expect(await Promise.all([admin!.token, coordinator!.token, undefined].map(seenBy))).toEqual([0, 0, 0]);
  });

  it('loses whole months, and only those before the first that is kept', async () => {
    await journal.record(access({ at: Date.parse('2025-12-31T23:59:59Z') }));
    const kept = access({ at: Date.parse('2026-01-01T00:00:00Z') });
    await journal.record(kept);
    const { rows } = await pools.worker.query(`SELECT journal.drop_months_before('2026-01-01') AS month`);
    expect(rows).toEqual([{ month: 'accesses_2025_12' }]);
    expect(await linesOf(kept.request)).toHaveLength(1);
  });
});
