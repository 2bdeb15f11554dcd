import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDateOf } from '@jalons/kernel';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { PagedLogScan, type LogScan, type ScanRequest } from '../port/log-scan.js';
import type { RecordedEvent } from '../port/envelope.js';
import { PostgresLogScan } from './postgres-log-scan.js';

const PEOPLE = 40;
const TYPES = ['Met', 'Left', 'Noted'];

describe('a scan of the log', () => {
  let database: TestDatabase;
  let folder: string;
  let store: OpenedStore;
  let all: readonly RecordedEvent[];
  const scans = new Map<string, LogScan>();
  const keys: readonly string[] = Array.from({ length: PEOPLE }, () => randomUUID());

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'jalons-scan-'));
    const definitions = TYPES.map((type) => ({ type, version: 1, upcasters: {} }));
    store = await openStore({ urls: database.urls, secretsFolder: folder, definitions, role: 'worker' });
    for (const key of keys) {
      const commandId = randomUUID();
      const events = TYPES.map((type) => ({ type, data: {}, occurredOn: civilDateOf('2026-01-05') }));
      const context = { commandId, commandHash: 'x', actor: randomUUID(), correlationId: commandId };
      await store.store.append(`visit-${randomUUID()}`, 'none', events, context, key);
    }
    all = await store.log.readAll({ after: null, maxCount: 1_000 });
    scans.set('PostgreSQL', new PostgresLogScan(database.urls.worker));
    scans.set('pages', new PagedLogScan({ readAll: (asked) => store.log.readAll(asked), close: async () => {} }));
  });
  afterAll(async () => {
    for (const scan of scans.values()) await scan.close();
    await store.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function whole(scan: LogScan, asked: Partial<ScanRequest>, maxCount = 7): Promise<readonly RecordedEvent[]> {
    const found: RecordedEvent[] = [];
    for (let after = asked.after ?? null; ;) {
      const page = await scan.scan({ upTo: all.at(-1)!.position, ...asked, after, maxCount });
      found.push(...page);
      if (page.length < maxCount) return found;
      after = page.at(-1)!.position;
    }
  }

  it.each(['PostgreSQL', 'pages'])('over %s gives what is asked for, in order', async (kind) => {
    const scan = scans.get(kind)!;
    expect(await whole(scan, {})).toEqual(all);
    expect(await whole(scan, { types: ['Met', 'Noted'] })).toEqual(all.filter(({ type }) => type !== 'Left'));
    const named = keys.slice(3, 9);
    expect(await whole(scan, { keys: named })).toEqual(all.filter(({ keyId }) => named.includes(keyId)));
    const [after, upTo] = [all[10]!.position, all[50]!.position];
    expect(await whole(scan, { after, upTo })).toEqual(all.slice(11, 51));
  });

  it.each(['PostgreSQL', 'pages'])('over %s shares subjects out, each of them whole', async (kind) => {
    const scan = scans.get(kind)!;
    const parts = await Promise.all([0, 1, 2].map((index) => whole(scan, { part: { index, of: 3 } })));
    expect(parts.flat().toSorted((a, b) => (a.position < b.position ? -1 : 1))).toEqual(all);
    const subjects = parts.map((events) => new Set(events.map(({ keyId }) => keyId)));
    expect(subjects.reduce((sum, { size }) => sum + size, 0)).toBe(PEOPLE);
    for (const { size } of subjects) expect(size).toBeGreaterThan(0);
  });
});
