import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool } from '@jalons/database';
import type { LogHead } from '@jalons/event-log';
import { addDays, civilDateOf, dateAt, pause } from '@jalons/kernel';
import { destroyKeys } from '@jalons/privacy';
import type pg from 'pg';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { testId } from '../../../../test/support/given.js';
import { inventedId, inventedLife, type LivesSettings } from '../../../../test/support/risk/invented-lives.js';
import { fillWithLives } from '../../../../test/support/risk/lives-log.js';
import { RISK_DEFINITIONS } from '../../../../test/support/risk/definitions.js';
import { FROM_SOURCES } from '../../../../test/support/risk/from-sources.js';
import { DEFAULT_RULES } from '../../../../test/support/risk/story.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { runBackTest, type BackTestProgress, type BackTestRequest, type BackTestSettings } from './run-back-test.js';

const PEOPLE = 150;
const LIVES: LivesSettings = {
  ...{ people: PEOPLE, from: '2024-01-01', days: 300, until: '2025-11-30', territory: inventedId('territory', 1) },
};

describe('a back-test of a log', () => {
  let database: TestDatabase;
  let secretsFolder: string;
  let store: OpenedStore;
  let admin: pg.Pool;
  let head: LogHead;
  let request: BackTestRequest;
  let settings: BackTestSettings;

  beforeAll(async () => {
    database = await createTestDatabase();
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-back-test-'));
    const { urls } = database;
    store = await openStore({ urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
    await fillWithLives(urls.owner, store, LIVES);
    head = (await store.log.head())!;
    request = { ruleSet: DEFAULT_RULES, head, zone: 'Europe/Paris' };
    settings = { place: { url: urls.worker, masterKey: { secretsFolder } }, threadOptions: FROM_SOURCES };
    admin = createPool(urls.admin, { name: 'spec', max: 1 });
  });
  afterAll(async () => {
    await admin.end();
    await store.close();
    await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  /** Waits until the server has noticed that the readers left their connections. */
  const leftBehind = async () => {
    for (let tries = 0; ; tries += 1) {
      const { rows } = await admin.query<{ name: string }>(
        `SELECT application_name AS name FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'jalons-back-test%'`,
      );
      if (rows.length === 0 || tries === 200) return rows;
      await pause(25, new AbortController().signal);
    }
  };

  it('finds the same, whoever reads it and however people are shared out', async () => {
    const told: BackTestProgress[] = [];
    const alone = await runBackTest(request, { ...settings, onProgress: (progress) => told.push(progress) });
    const shared = await runBackTest(request, { ...settings, threads: 0, parts: 7 });
    const inThreads = await runBackTest(request, { ...settings, threads: 2, parts: 4 });
    expect(shared).toEqual(alone);
    expect(inThreads).toEqual(alone);
    const { summary, missed } = alone;
    expect(summary).toMatchObject({ position: head.position, asked: { horizonDays: 90, everyDays: 7 } });
    expect(summary.asked.from).toBe('2024-01-07');
    // The last Sunday that was observed for 120 days is within a week of the last day asked about.
    expect(summary.asked.to).toBe(addDays(dateAt(head.recordedAt, 'Europe/Paris'), -120));
    expect(summary.leftOut.unobserved).toBe(0);
    expect(summary.landmarks).toBeGreaterThan(1_000);
    expect(summary.persons).toBeGreaterThan(100);
    expect(summary.exits - missed.length).toBe(Math.round(summary.recall! * summary.exits));
    expect(Number(told.at(-1)!.read)).toBeLessThanOrEqual(told.at(-1)!.total!);
    expect(told.map(({ read }) => read)).toEqual(told.map(({ read }) => read).toSorted((a, b) => a - b));
    expect(await leftBehind()).toEqual([]);
  });

  it('finds in those who object, and no others, who is to be left out', async () => {
    const { summary } = await runBackTest(request, settings);
    const objecting = new Set(
      Array.from({ length: PEOPLE }, (_, n) => inventedLife(n, LIVES))
        .flat()
        .flatMap(({ event, keyId }) => (event.type === 'ObjectionRecorded' ? [keyId] : [])),
    );
    expect(summary.leftOut.objecting).toBeGreaterThanOrEqual(objecting.size);
    expect(objecting.size).toBeGreaterThan(0);
  });

  it('compares two rule sets on the same people and days', async () => {
    const strict = { ...DEFAULT_RULES, version: 2, levels: { ...DEFAULT_RULES.levels, atRisk: 2, watch: 1 } };
    const alone = await runBackTest(request, settings);
    const other = await runBackTest({ ...request, ruleSet: strict }, settings);
    const { summary, against, comparison } = await runBackTest(
      { ...request, against: strict },
      { ...settings, parts: 3 },
    );
    expect({ ...summary, hash: '' }).toEqual({ ...alone.summary, hash: '' });
    expect({ ...against!, hash: '' }).toEqual({ ...other.summary, hash: '' });
    const { both, onlyThis, onlyOther, neither } = comparison!.cohort;
    expect(both.landmarks + onlyThis.landmarks).toBe(summary.flagged);
    expect(both.landmarks + onlyOther.landmarks).toBe(against!.flagged);
    expect(onlyThis.landmarks).toBe(0);
    expect([both, onlyThis, onlyOther, neither].reduce((sum, { positives }) => sum + positives, 0)).toBe(
      summary.positives,
    );
    // Only the threshold differs: the scores do not.
    expect(comparison!.aucAhead).toEqual([0, 0]);
    expect(comparison!.alerts).toMatchObject({ onlyThis: 0 });
    expect(comparison!.alerts.onlyOther).toBeGreaterThan(0);
  });

  it('of one territory reads those of others for their contacts alone', async () => {
    const own = await runBackTest({ ...request, territory: LIVES.territory }, settings);
    const all = await runBackTest(request, settings);
    expect(own.summary).toEqual(all.summary);
    const none = await runBackTest({ ...request, territory: testId(1) }, settings);
    expect(none.summary).toMatchObject({ persons: 0, landmarks: 0, baseRate: null });
    expect(none.summary.why).toMatchObject({ baseRate: 'the cohort is empty' });
  });

  it.each([0, 2])('leaves nothing behind where it is cancelled, with %i threads', async (threads) => {
    const stopping = new AbortController();
    const run = runBackTest(request, {
      ...{ ...settings, threads, parts: 4, signal: stopping.signal },
      onProgress: () => stopping.abort(),
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(await leftBehind()).toEqual([]);
  });

  it('refuses a window that ends before it begins, and days that are none', async () => {
    const asked = (more: Partial<BackTestRequest>) => runBackTest({ ...request, ...more }, settings);
    await expect(asked({ from: civilDateOf('2025-11-01') })).rejects.toMatchObject({
      problems: [{ code: 'empty-window' }],
    });
    await expect(asked({ horizonDays: 0 })).rejects.toMatchObject({ problems: [{ code: 'days-out-of-range' }] });
  });

  // Last: it changes the log for good.
  it('has another name once somebody objects, is restricted, or is erased', async () => {
    const { summary: before } = await runBackTest(request, settings);
    const seen = new Set([before.hash]);
    const tell = async (n: number, event: { type: string; data: object }) => {
      const person = inventedId('person', n);
      const stream = `beneficiary-${person}` as const;
      const known = await store.store.load(stream);
      const context = {
        commandId: inventedId('told', n),
        commandHash: 'x',
        actor: testId(1),
        correlationId: testId(2),
      };
      await store.store.append(
        stream,
        known.length - 1,
        [{ ...event, occurredOn: civilDateOf('2025-11-30') }],
        context,
        person,
      );
      const now = { ...request, head: { ...head, position: (await store.log.head())!.position } };
      return (await runBackTest(now, settings)).summary;
    };
    const alone = (n: number) => !JSON.stringify(inventedLife(n, LIVES)).includes('ObjectionRecorded');
    const [first, second, third] = Array.from({ length: PEOPLE }, (_, n) => n)
      .filter(alone)
      .slice(20);
    const objected = await tell(first!, { type: 'ObjectionRecorded', data: { purpose: 'profiling' } });
    expect(objected.leftOut.objecting).toBe(before.leftOut.objecting + 1);
    const restricted = await tell(second!, { type: 'ProcessingRestricted', data: { reason: 'Contestation' } });
    expect(restricted.leftOut.objecting).toBe(before.leftOut.objecting + 2);
    const owner = createPool(database.urls.worker, { name: 'spec', max: 1 });
    const at = { ...request, head: { ...head, position: (await store.log.head())!.position } };
    await destroyKeys(owner, [inventedId('person', third!)]);
    await owner.end();
    const { summary: erased } = await runBackTest(at, settings);
    expect(erased.leftOut.objecting).toBe(restricted.leftOut.objecting);
    expect(erased.landmarks + erased.leftOut.silent.landmarks).toBeLessThan(
      restricted.landmarks + restricted.leftOut.silent.landmarks,
    );
    for (const { hash } of [objected, restricted, erased]) {
      expect(seen.has(hash)).toBe(false);
      seen.add(hash);
    }
  });
});
