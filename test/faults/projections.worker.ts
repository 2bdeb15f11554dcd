// A worker process of the installation that folds counters, for the parent to kill. Says each page of the log that it
// asks for, before it asks; stops at a counter step of 13, silent inside its transaction.
import { writeSync } from 'node:fs';
import type { EventStore } from '@jalons/event-log';
import { ProjectionRunner } from '@jalons/projections';
import { counterEvents } from '../contract/command-runner.counter.js';
import { openStore, type StoreSettings } from '../support/event-store.js';
import { countersProjection } from '../support/projections/counters.projection.js';

export interface WorkerPlan extends Pick<StoreSettings, 'urls' | 'secretsFolder'> {
  readonly holder: string;
  readonly leaseMs?: number;
  readonly pageSize?: number;
  /** Fall silent for ever, inside the transaction, at this step. */
  readonly silentAt?: number;
}

const plan = JSON.parse(process.argv[2]!) as WorkerPlan;
const { urls, secretsFolder, holder } = plan;
const { store } = await openStore({ urls, secretsFolder, definitions: counterEvents, role: 'worker' });
const told: Pick<EventStore, 'readAll' | 'subscribe'> = {
  readAll: (after, maxCount) => {
    writeSync(1, `reading after ${after}\n`);
    return store.readAll(after, maxCount);
  },
  subscribe: (options) => store.subscribe(options),
};
const projection = countersProjection({
  refuse: ({ data }) => {
    if (plan.silentAt === undefined || !('by' in data) || data.by !== plan.silentAt) return;
    writeSync(1, 'silent\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
const runner = await ProjectionRunner.open({
  url: urls.worker,
  store: told,
  projections: [projection],
  holder,
  onNotice: ({ kind }) => writeSync(1, `${kind}\n`),
  ...(plan.leaseMs === undefined ? {} : { leaseMs: plan.leaseMs }),
  ...(plan.pageSize === undefined ? {} : { feed: { pageSize: plan.pageSize } }),
});
runner.start();
writeSync(1, 'started\n');
