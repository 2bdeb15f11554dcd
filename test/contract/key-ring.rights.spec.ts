import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, type LoginRole } from '@jalons/database';
import { SYSTEM_KEY_ID } from '@jalons/event-log';
import { randomId, type Uuid } from '@jalons/kernel';
import { destroyKeys, openMasterKey, PostgresKeyRing } from '@jalons/privacy';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const DENIED = { code: '42501' };
const REFUSED = { code: '23001' };

describe('rights on keys', () => {
  let database: TestDatabase;
  let secretsFolder: string;
  let pools: Record<LoginRole, pg.Pool>;
  let rings: Record<'api' | 'worker', PostgresKeyRing>;
  let id: Uuid;

  beforeAll(async () => {
    database = await createTestDatabase();
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-rights-'));
    const pool = (role: LoginRole): pg.Pool => createPool(database.urls[role], { name: role, max: 2 });
    pools = { owner: pool('owner'), api: pool('api'), worker: pool('worker'), cli: pool('cli') };
    const masterKey = openMasterKey({ secretsFolder });
    const { api, worker } = pools;
    rings = {
      api: await PostgresKeyRing.open({ pool: api, url: database.urls.api, masterKey, access: 'one' }),
      worker: await PostgresKeyRing.open({ pool: worker, url: database.urls.worker, masterKey, access: 'many' }),
    };
    id = randomId();
    await rings.api.forSealing(id);
  });
  afterAll(async () => {
    await Promise.all(Object.values(rings).map((ring) => ring.close()));
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
    await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  it.each([
    'SELECT * FROM keys.subject_keys',
    'SELECT * FROM keys.master_versions',
    'UPDATE keys.subject_keys SET wrapped = NULL',
    'DELETE FROM keys.subject_keys',
    'SELECT keys.destroy(gen_random_uuid())',
    `SELECT keys.rewrap('{}', '{}', '{}', 1)`,
  ])('the api may not: %s', async (statement) => {
    await expect(pools.api.query(statement)).rejects.toMatchObject(DENIED);
  });

  it.each<[LoginRole]>([['worker'], ['cli']])('the %s changes nothing but through the functions', async (role) => {
    for (const statement of [
      'UPDATE keys.subject_keys SET wrapped = wrapped',
      'DELETE FROM keys.subject_keys',
      'INSERT INTO keys.subject_keys (key_id, master_version) VALUES (gen_random_uuid(), 1)',
      'TRUNCATE keys.subject_keys',
    ]) {
      await expect(pools[role].query(statement)).rejects.toMatchObject(DENIED);
    }
  });

  it('nobody brings a destroyed key back, not even the owner, nor removes its tombstone', async () => {
    const gone = randomId();
    await rings.worker.forSealing(gone);
    const { rows } = await pools.worker.query('SELECT wrapped FROM keys.subject_keys WHERE key_id = $1', [gone]);
    expect(await destroyKeys(pools.worker, [gone])).toEqual([gone]);
    expect(await destroyKeys(pools.cli, [gone])).toEqual([]);
    const owner = pools.owner;
    await expect(
      owner.query('UPDATE keys.subject_keys SET wrapped = $2, destroyed_at = NULL WHERE key_id = $1', [
        gone,
        rows[0].wrapped,
      ]),
    ).rejects.toMatchObject(REFUSED);
    await expect(owner.query('DELETE FROM keys.subject_keys WHERE key_id = $1', [gone])).rejects.toMatchObject(REFUSED);
    await expect(owner.query('TRUNCATE keys.subject_keys')).rejects.toMatchObject(REFUSED);
    await expect(
      owner.query('UPDATE keys.subject_keys SET key_id = gen_random_uuid() WHERE key_id = $1', [id]),
    ).rejects.toMatchObject(REFUSED);
    await pools.api.query('SELECT * FROM keys.create_many($1, $2, 1)', [[gone], [rows[0].wrapped]]);
    const after = await pools.worker.query('SELECT wrapped FROM keys.subject_keys WHERE key_id = $1', [gone]);
    expect(after.rows).toEqual([{ wrapped: null }]);
  });

  it('a destroyed key is all or none of those asked for', async () => {
    await expect(destroyKeys(pools.worker, [id, SYSTEM_KEY_ID])).rejects.toMatchObject({ code: '23514' });
    expect(await rings.worker.forOpening(id)).not.toBeNull();
  });

  it('keeps no statistics of wrapped keys', async () => {
    await pools.owner.query('ANALYZE keys.subject_keys');
    const { rows } = await pools.owner.query(
      `SELECT attname FROM pg_stats WHERE schemaname = 'keys' AND tablename = 'subject_keys' AND attname = 'wrapped'`,
    );
    expect(rows).toEqual([]);
  });

  it('a process that heard nothing notices a destroyed key when its trust runs out, and says so', async () => {
    let now = 0;
    const pool = pools.cli;
    // Listens on another database, where nothing is ever announced.
    const url = database.urls.cli.replace(/[^/]+$/, 'nowhere');
    const masterKey = openMasterKey({ secretsFolder });
    const deaf = await PostgresKeyRing.open({ pool, url, masterKey, access: 'many', ttlMs: 1_000, now: () => now });
    const forgotten: (Uuid | null)[] = [];
    deaf.onForget((keyId) => forgotten.push(keyId));
    const gone = randomId();
    await deaf.forSealing(gone);
    await destroyKeys(pools.worker, [gone]);

    now = 999;
    expect(await deaf.forOpening(gone)).not.toBeNull();
    expect(forgotten).toEqual([]);
    now = 1_000;
    await expect(deaf.forSealing(gone)).rejects.toMatchObject({ code: 'subject-erased' });
    expect(await deaf.forOpening(gone)).toBeNull();
    expect(forgotten).toEqual([gone]);
    await deaf.close();
  });

  it('tells of an unreachable database without its words', async () => {
    const masterKey = openMasterKey({ secretsFolder });
    const live = createPool(database.urls.worker, { name: 'live', max: 1 });
    const ring = await PostgresKeyRing.open({ pool: live, url: database.urls.worker, masterKey, access: 'many' });
    await live.end();
    await expect(ring.forOpening(randomId())).rejects.toMatchObject({ kind: 'unavailable', code: 'keys-unavailable' });
    await ring.close();
  });
});
