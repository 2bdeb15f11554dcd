import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '@jalons/event-log';
import { indicatorsProjection, residueEvents } from '@jalons/indicators';
import { civilDateOf, randomId } from '@jalons/kernel';
import { ProjectionRunner } from '@jalons/projections';
import pg from 'pg';
import { createScopeTables } from '../../../../test/policies/sign-in-as.js';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { releaseIfDue } from './residues.js';

class Crash extends Error {}

describe('residues that wait for the log', () => {
  const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-residues-'));
  let database: TestDatabase;
  let owner: pg.Client;
  let opened: OpenedStore;
  let runner: ProjectionRunner;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { urls } = database;
    owner = new pg.Client({ connectionString: urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    opened = await openStore({ urls, secretsFolder, definitions: residueEvents, role: 'worker' });
    const { store } = opened;
    runner = await ProjectionRunner.open({
      ...{ url: urls.worker, ownerUrl: urls.owner, store, projections: [indicatorsProjection] },
    });
    runner.start();
  });

  afterAll(async () => {
    await runner.stop();
    await Promise.all([opened.close(), owner.end()]);
    await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  beforeEach(() =>
    owner.query('DELETE FROM privacy.residues; DELETE FROM privacy.residue_releases; DELETE FROM privacy.erasures'),
  );

  async function wait(count: number, subject: string | null, sex = 'female'): Promise<readonly string[]> {
    const ids = Array.from({ length: count }, () => randomId());
    await owner.query(
      `INSERT INTO privacy.residues (id, kind, quarter, known_quarter, sex, born_decade, qpv_group, subject)
       SELECT id, 'entry', '2026-01-01', '2026-04-01', $2, 1980, 'other', $3 FROM unnest($1::uuid[]) id`,
      [ids, sex, subject],
    );
    return ids;
  }

  const parts = (store: Pick<EventStore, 'append'> = opened.store, today = '2026-06-30') => ({
    ...{ url: database.urls.worker, store, idSecret: opened.idSecret, zone: 'Europe/Paris' },
    today: () => civilDateOf(today),
  });

  /** How many an installation that starts on a day lets go. */
  const startedOn = (day: string) => releaseIfDue(parts(opened.store, day));

  const askedAt = (instant: string) =>
    owner.query(
      `INSERT INTO privacy.erasures (id, subject, reason, requested_by, requested_ms) VALUES ($1, $1, 'person-request', $1, $2)`,
      [randomId(), Date.parse(instant)],
    );

  async function left(): Promise<readonly Record<string, unknown>[]> {
    return (await owner.query('SELECT id, sex, subject, releasing FROM privacy.residues ORDER BY sex')).rows;
  }

  async function logged(ids: readonly string[]): Promise<number> {
    const { rows } = await opened.pool.query('SELECT residue FROM read.residues WHERE residue = ANY ($1::uuid[])', [
      ids,
    ]);
    return rows.length;
  }

  it('go into the log by eleven, each in a stream of its own with nothing to link it to others', async () => {
    const many = await wait(12, null);
    const [alone] = await wait(1, null, 'male');
    const linked = await wait(11, randomId(), 'male');
    await askedAt('2026-05-04T12:00:00Z');
    expect(await startedOn('2026-06-30')).toBe(12);
    expect(await logged(many)).toBe(12);
    expect(await logged([alone!, ...linked])).toBe(0);
    expect((await left()).filter(({ subject }) => subject === null)).toEqual([
      { id: alone, sex: null, subject: null, releasing: false },
    ]);
    const [event, ...others] = await opened.store.load(`residue-${many[0]}`);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      ...{ type: 'EntryResidueRecorded', occurredOn: '2026-03-31', correlationId: many[0] },
      data: { quarter: '2026-01-01', knownQuarter: '2026-04-01', sex: 'female', bornDecade: 1980, qpvGroup: 'other' },
    });
  });

  it('wait on where they are too few, without what singles a person out', async () => {
    const few = await wait(10, null);
    await askedAt('2026-05-04T12:00:00Z');
    expect(await startedOn('2026-06-30')).toBe(0);
    expect(await left()).toEqual(few.map(() => expect.objectContaining({ sex: null, releasing: false })));
    const more = await wait(1, null);
    expect(await startedOn('2026-09-30')).toBe(11);
    expect(await logged([...few, ...more])).toBe(11);
  });

  it('all go, once each, whichever append the worker was killed before or after', async () => {
    await askedAt('2026-05-04T12:00:00Z');
    for (const when of ['before', 'after'] as const) {
      for (const at of [1, 6, 11]) {
        await owner.query('DELETE FROM privacy.residue_releases');
        const ids = await wait(11, null);
        let calls = 0;
        const killed: Pick<EventStore, 'append'> = {
          append: async (...append) => {
            calls += 1;
            if (calls === at && when === 'before') throw new Crash();
            const outcome = await opened.store.append(...append);
            if (calls === at) throw new Crash();
            return outcome;
          },
        };
        await expect(releaseIfDue(parts(killed))).rejects.toThrow(Crash);
        expect(await releaseIfDue(parts())).toBe(11);
        expect(await left()).toEqual([]);
        expect(await logged(ids)).toBe(11);
      }
    }
  });

  it('go at the next start where the installation was off at the end of the quarter, and only then', async () => {
    const ids = await wait(11, null);
    expect(await startedOn('2026-04-02')).toBe(0);
    // The last evening of March in UTC is the first of April in Paris.
    await askedAt('2026-03-31T22:30:00Z');
    expect(await startedOn('2026-06-29')).toBe(0);
    expect(await startedOn('2026-07-02')).toBe(11);
    expect(await logged(ids)).toBe(11);

    const next = await wait(11, null);
    expect(await startedOn('2026-09-29')).toBe(0);
    expect(await startedOn('2026-09-30')).toBe(11);
    const late = await wait(11, null);
    expect(await startedOn('2026-10-01')).toBe(0);
    expect(await startedOn('2027-02-01')).toBe(11);
    expect(await logged([...next, ...late])).toBe(22);
  });

  it('that a crash left half-way go at the next start, whatever the day, without those that came since', async () => {
    await wait(11, null);
    await askedAt('2026-05-04T12:00:00Z');
    const killed: Pick<EventStore, 'append'> = { append: () => Promise.reject(new Crash()) };
    await expect(releaseIfDue(parts(killed))).rejects.toThrow(Crash);
    await wait(11, null);
    expect(await startedOn('2026-07-01')).toBe(11);
    expect(await left()).toHaveLength(11);
  });
});
