import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool } from '@jalons/database';
import type { Uuid } from '@jalons/kernel';
import { destroyKeys, openMasterKey, PostgresKeyRing } from '@jalons/privacy';
import { createTestDatabase } from '../support/test-database.js';
import { keyRingContract } from './key-ring.contract.js';

keyRingContract('PostgreSQL, an api and a worker', async () => {
  const { urls, drop } = await createTestDatabase();
  const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-keys-'));
  const pools = {
    api: createPool(urls.api, { name: 'api', max: 2 }),
    worker: createPool(urls.worker, { name: 'w', max: 2 }),
  };
  const open = async (role: 'api' | 'worker'): Promise<{ ring: PostgresKeyRing; listening: Promise<void> }> => {
    const ring = await PostgresKeyRing.open({
      pool: pools[role],
      url: urls[role],
      masterKey: openMasterKey({ secretsFolder }),
      access: role === 'api' ? 'one' : 'many',
    });
    return { ring, listening: heard(ring, null) };
  };
  const [api, worker] = [await open('api'), await open('worker')];
  await Promise.all([api.listening, worker.listening]);
  const rings = [api.ring, worker.ring] as const;
  return {
    rings,
    destroy: async (keyIds) => {
      const announcements = keyIds.flatMap((keyId) => rings.map((ring) => heard(ring, keyId)));
      await destroyKeys(pools.worker, keyIds);
      await Promise.all(announcements);
    },
    close: async () => {
      await Promise.all(rings.map((ring) => ring.close()));
      await Promise.all([pools.api.end(), pools.worker.end()]);
      await drop();
      rmSync(secretsFolder, { recursive: true });
    },
  };
});

/** Resolves when the ring is told to forget this key; null: when it begins to listen. */
function heard(ring: PostgresKeyRing, keyId: Uuid | null): Promise<void> {
  return new Promise((resolve) => {
    const stop = ring.onForget((forgotten) => {
      if (forgotten !== keyId) return;
      stop();
      resolve();
    });
  });
}
