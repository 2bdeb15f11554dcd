// One back-test carried out as a worker does, which kills its process at the nth of its steps: progress told, the append
// begun or done, the result written. Argument: a KillPlan as JSON. Ends by SIGKILL, or by itself with code 0.
import { createPool, type ConnectionUrls } from '@jalons/database';
import { BackTestRuns, carryOutBackTest } from '@jalons/dropout-risk';
import type { CommandRunner } from '@jalons/event-log';
import { openStore } from '../support/event-store.js';
import { RISK_DEFINITIONS } from '../support/risk/definitions.js';
import { FROM_SOURCES } from '../support/risk/from-sources.js';

export interface BackTestKillPlan {
  readonly urls: ConnectionUrls;
  readonly secretsFolder: string;
  readonly run: string;
  /** `reading`: in the midst of it, readers and all. */
  readonly at: 'reading' | 'before-append' | 'after-append' | 'after-result' | 'never';
}

const { urls, secretsFolder, run, at } = JSON.parse(process.argv[2]!) as BackTestKillPlan;
const reach = (point: BackTestKillPlan['at']) => {
  if (point === at) process.kill(process.pid, 'SIGKILL');
};

const store = await openStore({ urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
const pool = createPool(urls.worker, { name: 'spec', max: 2 });
class WatchedRuns extends BackTestRuns {
  override async recorded(...told: Parameters<BackTestRuns['recorded']>): Promise<void> {
    await super.recorded(...told);
    reach('after-result');
  }
}
const runner: CommandRunner = {
  run: async (request) => {
    reach('before-append');
    const outcome = await store.runner.run(request);
    reach('after-append');
    return outcome;
  },
};
await carryOutBackTest(
  {
    ...{ runs: new WatchedRuns(pool), store: store.store, runner, idSecret: store.idSecret, zone: 'Europe/Paris' },
    place: { url: urls.worker, masterKey: { secretsFolder } },
    clock: { now: () => Date.parse('2025-12-01T09:00:00Z') },
    readers: { threads: 2, threadOptions: FROM_SOURCES },
    onProgress: () => reach('reading'),
  },
  run,
  new AbortController().signal,
);
await Promise.all([pool.end(), store.close()]);
process.exit(0);
