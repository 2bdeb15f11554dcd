// Where imports that were asked for over HTTP are carried out, one at a time: their files are read, decided on and written
// here, and nothing that answers requests is held up by it. It lives until whoever started it ends it.
import { parentPort, workerData } from 'node:worker_threads';
import { createPool, LONG_WORK_MS } from '@jalons/database';
import { EventTypeRegistry } from '@jalons/event-log';
import { systemClock } from '@jalons/http';
import { carryOut, DepositDesk, knownProfiles, type CarryOutParts } from '@jalons/import';
import { loadNomenclatures } from '@jalons/kernel';
import { CheckpointProgress } from '@jalons/projections';
import { structuresCalled } from '@jalons/territory';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { upToDate } from '../imports/up-to-date.js';
import { storageOf, urlOf, type StorageSettings } from '../engine/storage.js';
import type { DepositThreadOrder } from './imports.js';

const CONNECTIONS = 4;

const settings = workerData as StorageSettings;
const storage = storageOf(settings);
const { idSecret } = storage.masterKey;
const events = await openEventSide(storage, 'worker', new EventTypeRegistry(eventTypes));
const pool = createPool(urlOf(storage.urls, 'worker'), {
  ...{ name: 'jalons-import', max: CONNECTIONS },
  connectionTimeoutMs: LONG_WORK_MS,
});
const progress = CheckpointProgress.open({ url: urlOf(storage.urls, 'worker') });
const parts: CarryOutParts = {
  ...{ store: events.store, pool, idSecret, codes: loadNomenclatures(), now: () => systemClock.now() },
  ...{ desk: new DepositDesk(pool, idSecret), profiles: knownProfiles(settings.profilesFolder) },
  upToDate: upToDate(events.log, progress),
  ownStructure: async (structure) => ({ id: structure, called: await structuresCalled(pool, structure) }),
};

let stop = new AbortController();
parentPort!.on('message', (order: DepositThreadOrder) => {
  if (order === 'stop') return stop.abort();
  stop = new AbortController();
  // What it throws ends the thread, and is told to whoever started it.
  return void carryOut(parts, order.carryOut, stop.signal).then((outcome) => parentPort!.postMessage(outcome));
});
