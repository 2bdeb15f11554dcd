import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openJobs } from '@jalons/jobs';
import { civilDateOf, randomId } from '@jalons/kernel';
import pg from 'pg';
import { eventually } from '../../../../test/support/projections/stage.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { cleanUp, keepHouse } from './housekeeping.js';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

async function accessOn(day: string): Promise<void> {
  const who = { request: randomId(), professional: randomId(), role: 'operator', action: 'cases' };
  const line = { ...who, subjects: [randomId()], reasons: ['duty'], at: Date.parse(`${day}T12:00:00Z`) };
  await owner.query('SELECT journal.record($1::jsonb)', [JSON.stringify([line])]);
}

async function journalDays(): Promise<readonly string[]> {
  const { rows } = await owner.query<{ day: string }>(
    `SELECT to_char(to_timestamp(at_ms / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM journal.accesses ORDER BY 1`,
  );
  return rows.map(({ day }) => day);
}

it('keeps twelve whole months of the access journal, and every one since', async () => {
  for (const day of ['2025-10-31', '2025-11-01', '2026-11-24']) await accessOn(day);
  await cleanUp(database.urls.worker, civilDateOf('2026-11-25'));
  expect(await journalDays()).toEqual(['2025-11-01', '2026-11-24']);
  await cleanUp(database.urls.worker, civilDateOf('2026-11-25'));
  expect(await journalDays()).toEqual(['2025-11-01', '2026-11-24']);
});

it('cleans up at each start, too: an installation may be off every night', async () => {
  const { worker: url } = database.urls;
  for (const [first, today] of [
    ['2025-12-31', '2027-01-04'],
    ['2026-01-31', '2027-02-01'],
  ] as const) {
    await accessOn(first);
    const jobs = await openJobs({ databaseUrl: url });
    await keepHouse(jobs, { url, zone: 'Europe/Paris', today: () => civilDateOf(today) });
    await eventually(async () => !(await journalDays()).includes(first));
    await jobs.close();
  }
});

it('forgets sessions long over, and leaves the others', async () => {
  const open = `INSERT INTO auth.sessions (token_hash, professional, opened_at, last_used_at, expires_at)
                VALUES (sha256($1::bytea), gen_random_uuid(), now(), now(), now() + $2::interval)`;
  await owner.query(open, ['over', '-2 months']);
  await owner.query(open, ['open', '1 hour']);
  await cleanUp(database.urls.worker, civilDateOf('2026-11-25'));
  const { rows } = await owner.query<{ open: boolean }>('SELECT expires_at > now() AS open FROM auth.sessions');
  expect(rows).toEqual([{ open: true }]);
});

it('forgets the cases that a back-test missed three months ago, and keeps its figures', async () => {
  const [old, recent] = [randomId(), randomId()];
  for (const [run, day] of [
    [old, '2026-08-20'],
    [recent, '2026-09-20'],
  ] as const) {
    await owner.query(
      `INSERT INTO engine.back_tests (id, territory, version, rule_set_hash, asked, position, recorded_ms, requested_by,
                                      requested_ms, state, finished_ms)
       VALUES ($1, $1, 1, '', '{}', '', 0, $1, 0, 'recorded', $2)`,
      [run, Date.parse(`${day}T12:00:00Z`)],
    );
    await owner.query('INSERT INTO engine.back_test_missed VALUES ($1, $1, $1, $2)', [run, day]);
  }
  await cleanUp(database.urls.worker, civilDateOf('2026-11-25'));
  const { rows } = await owner.query('SELECT run FROM engine.back_test_missed');
  expect(rows).toEqual([{ run: recent }]);
  expect((await owner.query('SELECT FROM engine.back_tests')).rowCount).toBe(2);
});
