import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ruleSetHash, riskProjection, runBackTest } from '@jalons/dropout-risk';
import type { LogHead, StoredEvent } from '@jalons/event-log';
import { installProjections } from '@jalons/projections';
import pg from 'pg';
import { startTypeScript } from '../support/child-process.js';
import { openStore, type OpenedStore } from '../support/event-store.js';
import { RISK_DEFINITIONS } from '../support/risk/definitions.js';
import { inventedId } from '../support/risk/invented-lives.js';
import { fillWithLives } from '../support/risk/lives-log.js';
import { DEFAULT_RULES } from '../support/risk/story.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import type { BackTestKillPlan } from './back-tests.child.js';

const TERRITORY = inventedId('territory', 1);

describe('a back-test whose worker is killed', () => {
  let database: TestDatabase;
  let secretsFolder: string;
  let store: OpenedStore;
  let owner: pg.Client;
  let head: LogHead;

  beforeAll(async () => {
    database = await createTestDatabase();
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-back-test-'));
    await installProjections(database.urls.owner, [riskProjection()]);
    store = await openStore({ urls: database.urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
    await fillWithLives(database.urls.owner, store, {
      ...{ people: 100, from: '2024-01-01', days: 300, until: '2025-11-30', territory: TERRITORY },
    });
    head = (await store.log.head())!;
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
  });
  afterAll(async () => {
    await Promise.all([owner.end(), store.close()]);
    await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  async function carryOut(run: string, at: BackTestKillPlan['at']): Promise<string | number | null> {
    const plan: BackTestKillPlan = { urls: database.urls, secretsFolder, run, at };
    const child = startTypeScript('test/faults/back-tests.child.ts', [JSON.stringify(plan)]);
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return signal ?? code;
  }

  it.each(['reading', 'before-append', 'after-append', 'after-result'] as const)(
    'at « %s » is taken up again: the same result, recorded once',
    async (at) => {
      const run = randomUUID();
      await owner.query(
        `INSERT INTO engine.back_tests (id, territory, version, rule_set_hash, asked, position, recorded_ms,
                                        requested_by, requested_ms)
         VALUES ($1, $2, 1, $3, '{"horizonDays": 90, "everyDays": 7}', $4, $5, $2, 0)`,
        [run, TERRITORY, ruleSetHash(DEFAULT_RULES), head.position, head.recordedAt],
      );
      expect(await carryOut(run, at)).toBe('SIGKILL');
      expect(await carryOut(run, 'never')).toBe(0);
      const { rows } = await owner.query<{ state: string; event_id: string; summary: { hash: string } }>(
        'SELECT state, event_id, summary FROM engine.back_tests WHERE id = $1',
        [run],
      );
      const events = (await store.store.load(`ruleSet-${TERRITORY}`)) as readonly StoredEvent[];
      const own = events.filter(({ correlationId }) => correlationId === run);
      expect(own.map(({ type, eventId }) => [type, eventId])).toEqual([['BackTestRecorded', rows[0]!.event_id]]);
      const { summary } = await runBackTest(
        { ruleSet: DEFAULT_RULES, horizonDays: 90, everyDays: 7, territory: TERRITORY, head, zone: 'Europe/Paris' },
        { place: { url: database.urls.worker, masterKey: { secretsFolder } }, threads: 0 },
      );
      expect(rows[0]).toMatchObject({ state: 'recorded', summary: { hash: summary.hash } });
      expect(own[0]).toMatchObject({ data: { summary: { hash: summary.hash } } });
    },
    180_000,
  );
});
