import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProductProcess } from '../support/product-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const MINUTE = 60_000;

describe('the distributed profile', () => {
  let database: TestDatabase;
  let folder: string;
  const processes: ProductProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'jalons-distributed-'));
  });

  afterAll(async () => {
    for (const each of processes) await each.end('SIGKILL');
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function launch(app: 'api' | 'worker', env: NodeJS.ProcessEnv): Promise<ProductProcess> {
    const started = await ProductProcess.start(app, { JALONS_DATA: folder, ...env });
    processes.push(started);
    return started;
  }

  async function readiness(url: string): Promise<string> {
    const { condition } = (await (await fetch(`${url}/readyz`)).json()) as { condition: string };
    return condition;
  }

  it(
    'answers once a worker feeds the read models, and ends at a signal',
    async () => {
      const api = await launch('api', { DATABASE_URL: database.urls.api });
      expect(await readiness(api.url)).toBe('starting');
      const worker = await launch('worker', {
        DATABASE_URL: database.urls.worker,
        DATABASE_OWNER_URL: database.urls.owner,
      });
      for (const { url } of [worker, api]) while ((await readiness(url)) !== 'ready');
      for (const each of [worker, api]) expect(await each.end('SIGTERM')).toBe(0);
    },
    2 * MINUTE,
  );

  it(
    'does not start without a database to go to',
    async () => {
      await expect(launch('api', { DATABASE_URL: '' })).rejects.toThrow('without an address');
    },
    MINUTE,
  );
});
