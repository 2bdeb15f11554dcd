import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import { createPool } from '@jalons/database';
import { randomId, type Uuid } from '@jalons/kernel';
import { destroyKeys, masterKeyPath, openMasterKey, PostgresKeyRing, rotateMasterKey } from '@jalons/privacy';
import type pg from 'pg';
import { startTypeScript } from '../support/child-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const KEYS = 60;

describe('rotation of the master key', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let secretsFolder: string;
  let ids: Uuid[];
  let keys: ReadonlyMap<Uuid, Buffer>;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool(database.urls.cli, { name: 'cli', max: 4 });
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-rotation-'));
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  const openRing = (): Promise<PostgresKeyRing> =>
    PostgresKeyRing.open({ pool, url: database.urls.cli, masterKey: openMasterKey({ secretsFolder }), access: 'many' });
  const opened = async (): Promise<ReadonlyMap<Uuid, Buffer>> => {
    const ring = await openRing();
    const found = await ring.forOpeningAll(ids);
    await ring.close();
    return found;
  };
  const rotate = (options: { batchSize?: number; signal?: AbortSignal; onBatch?: () => void } = {}) =>
    rotateMasterKey({
      pool,
      masterKey: openMasterKey({ secretsFolder }),
      path: masterKeyPath({ secretsFolder }),
      ...options,
    });
  const versions = async (): Promise<Record<string, number>> => {
    const { rows } = await pool.query<{ v: number; n: number }>(
      'SELECT master_version AS v, count(*)::int AS n FROM keys.subject_keys WHERE destroyed_at IS NULL GROUP BY 1 ORDER BY 1',
    );
    return Object.fromEntries(rows.map(({ v, n }) => [v, n]));
  };
  let ring: PostgresKeyRing;

  beforeEach(async () => {
    ids = Array.from({ length: KEYS }, () => randomId());
    ring = await openRing();
    keys = new Map(await Promise.all(ids.map(async (id) => [id, await ring.forSealing(id)] as const)));
  });
  afterEach(() => ring.close());

  it('killed in the middle, loses no key and is finished by the next one', async () => {
    await rotate();
    const before = openMasterKey({ secretsFolder }).current;
    const child = startTypeScript('test/contract/key-ring.rotation.child.ts', [database.urls.cli, secretsFolder]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    expect((await versions())[before + 1]).toBe(30);
    expect((await versions())[before]).toBeGreaterThanOrEqual(KEYS - 30);
    expect(await opened()).toEqual(keys);

    await expectSoon(() => rotate(), { version: before + 1, resumed: true });
    expect(Object.keys(await versions())).toEqual([String(before + 1)]);
    expect(await opened()).toEqual(keys);
  });

  it('stopped between two batches, goes on where it was', async () => {
    const stop = new AbortController();
    const first = await rotate({ batchSize: 7, signal: stop.signal, onBatch: () => stop.abort() });
    expect(first).toMatchObject({ resumed: false, rewrapped: 7 });
    const second = await rotate({ batchSize: 7 });
    expect(second).toMatchObject({ version: first.version, resumed: true });
    expect(Object.keys(await versions())).toEqual([String(first.version)]);
    expect(await opened()).toEqual(keys);
  });

  it('leaves destroyed keys destroyed, and the ids derived as they were', async () => {
    const { idSecret } = openMasterKey({ secretsFolder });
    await destroyKeys(pool, ids.slice(0, 3));
    await rotate();
    expect([...(await opened()).keys()].toSorted()).toEqual(ids.slice(3).toSorted());
    expect(openMasterKey({ secretsFolder }).idSecret).toEqual(idSecret);
  });

  it('is not done twice at once', async () => {
    let second: Promise<unknown> | undefined;
    await rotate({ batchSize: 1, onBatch: () => (second ??= rotate().catch((error: unknown) => error)) });
    expect(await second).toMatchObject({ name: 'MasterKeyError', message: expect.stringContaining('déjà en cours') });
  });

  it('is noticed by a process that runs, which wraps with the new version from then on', async () => {
    const { version } = await rotate();
    const created = randomId();
    const other = await openRing();
    await other.forSealing(created);
    await other.close();
    expect(await ring.forOpening(created)).not.toBeNull();
    const mine = randomId();
    await ring.forSealing(mine);
    const { rows } = await pool.query('SELECT master_version FROM keys.subject_keys WHERE key_id = $1', [mine]);
    expect(rows).toEqual([{ master_version: version }]);
  });

  it('another key file is refused at the start', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'jalons-rotation-'));
    const masterKey = openMasterKey({ secretsFolder: elsewhere });
    const open = PostgresKeyRing.open({ pool, url: database.urls.cli, masterKey, access: 'many' });
    await expect(open).rejects.toThrow("n'est pas celle de cette base");
    rmSync(elsewhere, { recursive: true });
  });

  /** The server drops the lock of a killed client when it notices, which is soon and not at once. */
  async function expectSoon(attempt: () => Promise<unknown>, expected: object): Promise<void> {
    for (;;) {
      const result = await attempt().catch((error: Error) => error);
      if (result instanceof Error && result.message.includes('déjà en cours')) continue;
      expect(result).toMatchObject(expected);
      return;
    }
  }
});
