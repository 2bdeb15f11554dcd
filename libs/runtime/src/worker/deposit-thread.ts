// The thread of one import that was asked for over HTTP: reads its files, decides and writes, then says that it is done.
import { parentPort, workerData } from 'node:worker_threads';
import { createPool } from '@jalons/database';
import { EventTypeRegistry } from '@jalons/event-log';
import { systemClock } from '@jalons/http';
import { carryOut, DepositDesk, knownProfiles } from '@jalons/import';
import { loadNomenclatures } from '@jalons/kernel';
import { structuresCalled } from '@jalons/territory';
import { opening } from '../engine/closers.js';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { storageOf, urlOf } from '../engine/storage.js';
import type { DepositThreadData } from './imports.js';

const CONNECTIONS = 4;

const { settings, deposit } = workerData as DepositThreadData;
const stop = new AbortController();
parentPort!.on('message', () => stop.abort());

const outcome = await opening(async (closers) => {
  const storage = storageOf(settings);
  const { idSecret } = storage.masterKey;
  const events = await openEventSide(storage, 'worker', new EventTypeRegistry(eventTypes));
  closers.add(() => events.close());
  const pool = createPool(urlOf(storage.urls, 'worker'), { name: 'jalons-import', max: CONNECTIONS });
  closers.add(() => pool.end());
  const parts = {
    ...{ store: events.store, pool, idSecret, codes: loadNomenclatures(), now: () => systemClock.now() },
    ...{ desk: new DepositDesk(pool, idSecret), profiles: knownProfiles(settings.profilesFolder) },
    ownStructure: async (structure: string) => ({ id: structure, called: await structuresCalled(pool, structure) }),
  };
  try {
    return await carryOut(parts, deposit, stop.signal);
  } finally {
    await closers.closeAll();
  }
});
parentPort!.postMessage(outcome);
parentPort!.close();
