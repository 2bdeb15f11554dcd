import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maintain, readConfiguration, withRisks, type Maintenance } from '@jalons/runtime';
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

  /** What the command line does beside it, under the addresses that each piece of work takes and no other. */
  async function isMaintained(): Promise<void> {
    const { cli, owner, worker } = database.urls;
    const configuration = (urls: Readonly<Record<string, string>>) =>
      readConfiguration({ JALONS_DATA: folder, DATABASE_URL: cli, ...urls });
    const quiet = () => {};
    const maintained = <Result>(urls: Record<string, string>, work: (maintenance: Maintenance) => Promise<Result>) =>
      maintain(configuration(urls), quiet, work);
    const reviewed = (urls: Record<string, string>) =>
      withRisks(configuration(urls), quiet, (risks) => risks.review(Date.now()));
    const [OWNER, WORKER] = [{ DATABASE_OWNER_URL: owner }, { DATABASE_WORKER_URL: worker }];

    expect(await maintained({}, ({ verifyLog }) => verifyLog(quiet))).toMatchObject({ faultCount: 0 });
    const [logFile, keyFile] = [join(folder, 'saved.log'), join(folder, 'saved.keys')];
    const backedUp = (urls: Record<string, string>) =>
      maintained(urls, ({ backup }) => backup({ logFile, keyFile, passphrase: 'une phrase assez longue' }));
    await expect(backedUp(WORKER)).rejects.toThrow('jalons_owner : donnez son adresse par DATABASE_OWNER_URL');
    expect(existsSync(logFile)).toBe(false);
    await backedUp(OWNER);
    expect([existsSync(logFile), existsSync(keyFile)]).toEqual([true, true]);

    const rebuilt = (urls: Record<string, string>) =>
      maintained(urls, async ({ runner }) => {
        const folding = await runner();
        const outcomes = [...(await folding.verify(['mandates'])), ...(await folding.rebuild(['mandates']))];
        return outcomes.map(({ status }) => status);
      });
    await expect(rebuilt(OWNER)).rejects.toThrow('jalons_worker : donnez son adresse par DATABASE_WORKER_URL');
    await expect(rebuilt(WORKER)).rejects.toThrow('DATABASE_OWNER_URL');
    expect(await rebuilt({ ...OWNER, ...WORKER })).toEqual(['equal', 'swapped']);
    await expect(reviewed({})).rejects.toThrow('DATABASE_WORKER_URL');
    expect(await reviewed(WORKER)).toMatchObject({ failed: 0 });
  }

  it(
    'answers once a worker feeds the read models, is maintained meanwhile, and ends at a signal',
    async () => {
      const api = await launch('api', { DATABASE_URL: database.urls.api });
      expect(await readiness(api.url)).toBe('starting');
      const worker = await launch('worker', {
        DATABASE_URL: database.urls.worker,
        DATABASE_OWNER_URL: database.urls.owner,
      });
      for (const { url } of [worker, api]) while ((await readiness(url)) !== 'ready');
      await isMaintained();
      for (const each of [worker, api]) expect(await each.end('SIGTERM')).toBe(0);
    },
    2 * MINUTE,
  );

  it(
    'does not start without a database to go to',
    async () => {
      await expect(launch('api', { DATABASE_URL: '' })).rejects.toThrow('without an address');
    },
    3 * MINUTE,
  );
});
