import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDateOf, dateAt, endOfDay, type Instant } from '@jalons/kernel';
import { openStore } from '../../../../../test/support/event-store.js';
import { RISK_DEFINITIONS } from '../../../../../test/support/risk/definitions.js';
import {
  inventedId,
  inventedLife,
  inventedSurroundings,
  type LifeEntry,
  type LivesSettings,
} from '../../../../../test/support/risk/invented-lives.js';
import { fillLog } from '../../../../../test/support/risk/lives-log.js';
import { DEFAULT_RULES } from '../../../../../test/support/risk/story.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/test-database.js';
import { LogAccess } from './log-access.js';
import type { ReadingPlan } from './plan.js';
import { TaskReader } from './read-task.js';
import { surveyLog } from './survey.js';

const LIVES: LivesSettings = {
  ...{ people: 120, from: '2024-01-01', days: 300, until: '2025-11-30', territory: inventedId('territory', 1) },
};
const EVERYTHING: readonly LifeEntry[] = [
  ...inventedSurroundings(LIVES),
  ...Array.from({ length: LIVES.people }, (_, n) => inventedLife(n, LIVES)).flat(),
].toSorted((a, b) => a.recordedAt - b.recordedAt);

describe('through the real reader and a real log, no landmark sees what was known later', () => {
  let secretsFolder: string;
  const databases: TestDatabase[] = [];

  beforeAll(() => {
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-no-future-'));
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  /** What is known of each open parcours at each landmark up to an instant, by a log that holds these entries. */
  async function seenIn(entries: readonly LifeEntry[], t: Instant): Promise<ReadonlyMap<string, object>> {
    const database = await createTestDatabase();
    databases.push(database);
    const { urls } = database;
    const store = await openStore({ urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
    await fillLog(urls.owner, store, entries, LIVES.territory);
    const { position: upTo } = (await store.log.head())!;
    await store.close();
    const access = await LogAccess.open({ url: urls.worker, masterKey: { secretsFolder } });
    const signal = new AbortController().signal;
    const plan: ReadingPlan = {
      ...(await surveyLog(access, upTo, signal)),
      question: { from: civilDateOf('2024-01-01'), to: dateAt(t, 'Europe/Paris'), horizonDays: 90, everyDays: 7 },
      ...{ ruleSet: DEFAULT_RULES, fromFirst: false, upTo, zone: 'Europe/Paris', parts: 2 },
      observedUntil: civilDateOf('2026-06-30'),
    };
    const reader = new TaskReader(access, plan);
    const seen = new Map<string, object>();
    for (const task of [{ part: 0 }, { part: 1 }, { merged: true } as const]) {
      await reader.eachPerson(
        task,
        signal,
        () => {},
        (_, { parcours }) => {
          for (const { parcours: id, landmarks } of parcours) {
            for (const { on, score, flagged, noContact90, sinceContact } of landmarks) {
              seen.set(`${id} ${on}`, { score, flagged, noContact90, sinceContact });
            }
          }
        },
      );
    }
    await access.close();
    return seen;
  }

  /** Some of them are gone, and what the others tell is another's. */
  function mixed(later: readonly LifeEntry[]): readonly LifeEntry[] {
    const left = later.filter(({ event: { type } }, n) => n % 3 !== 0 && type !== 'ObjectionRecorded');
    const steps = left.filter(({ stream }) => stream.startsWith('parcours-'));
    return left.map((entry) => {
      const place = steps.indexOf(entry);
      if (place === -1) return entry;
      const other = steps[(place * 7 + 11) % steps.length]!;
      return { ...entry, event: other.event, on: other.on };
    });
  }

  it.each(['2024-06-16', '2024-11-24', '2025-05-11'])('up to %s', async (day) => {
    const t = endOfDay(civilDateOf(day), 'Europe/Paris');
    const known = EVERYTHING.filter(({ recordedAt }) => recordedAt <= t);
    const later = EVERYTHING.filter(({ recordedAt }) => recordedAt > t);
    const expected = await seenIn(EVERYTHING, t);
    expect(expected.size).toBeGreaterThan(500);
    for (const entries of [known, [...known, ...mixed(later)]]) {
      const seen = await seenIn(entries, t);
      // Who objects in the end is in no cohort; of all others, and at every landmark, the same was known.
      const shared = [...expected.keys()].filter((name) => seen.has(name));
      expect(shared.length).toBeGreaterThan(expected.size * 0.9);
      for (const name of shared) expect([name, seen.get(name)]).toEqual([name, expected.get(name)]);
    }
  });
});

describe('what is invented', () => {
  it('has what a leak would need: late entries, voids, merges, linked encounters', () => {
    const types = new Set(EVERYTHING.map(({ event }) => event.type));
    for (const type of ['EntryVoided', 'BeneficiaryMerged', 'OutreachLinkedToBeneficiary', 'ParcoursExited']) {
      expect([type, types.has(type)]).toEqual([type, true]);
    }
    const late = EVERYTHING.filter(({ recordedAt, on }) => dateAt(recordedAt, 'UTC') > on);
    expect(late.length).toBeGreaterThan(50);
  });
});
