import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '@jalons/kernel';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const MINUTE = 60_000;

describe('the distributed profile', () => {
  let database: TestDatabase;
  let folder: string;
  const processes: ChildProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'jalons-distributed-'));
  });

  afterAll(async () => {
    for (const child of processes) child.kill('SIGKILL');
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function launch(app: 'api' | 'worker', env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string }> {
    const loader = pathToFileURL(join(projectRoot(), 'test', 'support', 'typescript.mjs')).href;
    const main = join(projectRoot(), 'apps', app, 'src', 'main.ts');
    const child = spawn(process.execPath, ['--import', loader, main], {
      env: { ...process.env, PORT: '0', JALONS_DATA: folder, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    processes.push(child);
    for await (const line of createInterface({ input: child.stdout! })) {
      const found = /répond sur (http:\S+?)\.$/.exec(line);
      if (found) return { child, url: found[1]! };
    }
    throw new Error(`${app} ended without an address`);
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
      for (const { child } of [worker, api]) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        expect(await ended).toBe(0);
      }
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
