import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LogHead } from '@jalons/event-log';
import { addDays, civilDateOf } from '@jalons/kernel';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { RISK_DEFINITIONS } from '../../../../test/support/risk/definitions.js';
import { FROM_SOURCES } from '../../../../test/support/risk/from-sources.js';
import { inventedId, type LifeEntry } from '../../../../test/support/risk/invented-lives.js';
import { fillLog } from '../../../../test/support/risk/lives-log.js';
import { hasOulad, parcoursOf, readOulad, type Registration } from '../../../../test/support/risk/oulad.js';
import { OULAD_CHOSEN, ouladRules } from '../../../../test/support/risk/oulad-rules.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { runBackTest } from './run-back-test.js';

jest.setTimeout(1_800_000);

const TERRITORY = inventedId('territory', 'oulad');
/** Whole presentations. */
const EVERYTHING = 1_000;

if (hasOulad()) {
  describe('the OULAD cohort, replayed from a log', () => {
    let database: TestDatabase;
    let secretsFolder: string;
    let store: OpenedStore;
    let events: number;
    let head: LogHead;

    beforeAll(async () => {
      database = await createTestDatabase();
      secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-oulad-'));
      store = await openStore({ urls: database.urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
      const entries = readOulad()
        .flatMap(entriesOf)
        .toSorted((a, b) => a.recordedAt - b.recordedAt);
      events = await fillLog(database.urls.owner, store, entries, TERRITORY);
      head = (await store.log.head())!;
    });
    afterAll(async () => {
      await store.close();
      await database.drop();
      rmSync(secretsFolder, { recursive: true });
    });

    it('is the same whoever reads it, and beats 90 days without contact', async () => {
      const place = { url: database.urls.worker, masterKey: { secretsFolder } };
      const request = { ruleSet: ouladRules(OULAD_CHOSEN), head, zone: 'Europe/Paris', to: civilDateOf('2014-06-15') };
      const results = [];
      for (const [threads, parts] of [
        [2, 2],
        [1, 5],
      ]) {
        const started = performance.now();
        results.push(
          await runBackTest(request, { place, threads: threads!, parts: parts!, threadOptions: FROM_SOURCES }),
        );
        const seconds = (performance.now() - started) / 1_000;
        process.stdout.write(`${events} events, ${threads} readers: ${seconds.toFixed(1)} s\n`);
      }
      expect(results[1]).toEqual(results[0]);
      const { summary } = results[0]!;
      const { why, thresholds: _thresholds, ...shown } = summary;
      process.stdout.write(`${JSON.stringify(shown)}\n`);
      expect(summary.persons).toBeGreaterThan(20_000);
      expect(summary.exits).toBeGreaterThan(1_000);
      expect(why).toEqual({ alertsPerOperatorWeek: 'no parcours has a referent' });
      // A claim above 0.9 would be a leak.
      expect(summary.auc!).toBeGreaterThan(0.5);
      expect(summary.auc!).toBeLessThan(0.9);
      expect(summary.gate.auc).toBe(true);
    });
  });
} else {
  describe('the OULAD cohort, replayed from a log', () => {
    it.skip('needs ../shared/reference/cohorts/oulad: not on this machine', () => undefined);
  });
}

/** A registration as its log would have told it, and its end: a withdrawal is an abandonment, all others end with it. */
function entriesOf(registration: Registration): readonly LifeEntry[] {
  const { id, person: student, start, withdrawnOn, registeredOn, due, handedIn } = registration;
  const [parcours, person] = [inventedId('parcours', id), inventedId('person', student)];
  const stream = `parcours-${parcours}` as const;
  const until = withdrawnOn ?? EVERYTHING;
  const told = parcoursOf(registration, until, person);
  const ids = new Map(told.map(({ eventId }) => [eventId, inventedId('entry', id, eventId)]));
  const last = Math.max(registeredOn, ...due.values(), ...handedIn.values());
  const endedOn = addDays(start, Math.max(withdrawnOn ?? last + 1, registeredOn));
  const entries = told
    .filter(({ occurredOn }) => occurredOn <= endedOn)
    .map(({ eventId, type, data, occurredOn, recordedAt }): LifeEntry => {
      const { appointment } = data as { readonly appointment?: string };
      const named = appointment === undefined ? data : { ...data, appointment: ids.get(appointment) };
      return {
        ...{ stream, keyId: person, eventId: ids.get(eventId)!, event: { type, data: named } },
        ...{ on: occurredOn, recordedAt },
      };
    })
    .toSorted((a, b) => a.recordedAt - b.recordedAt);
  const reason = withdrawnOn === null ? 'job' : 'abandonment';
  const exit: LifeEntry = {
    ...{ stream, keyId: person, eventId: inventedId('exit', id), on: endedOn },
    event: { type: 'ParcoursExited', data: { reason, proof: { kind: 'none' } } },
    recordedAt: Date.parse(`${endedOn}T18:00:00Z`),
  };
  return [...entries, exit];
}
