import { createPool } from '@jalons/database';
import {
  EventCodec,
  SealedEventStore,
  StreamCommandRunner,
  type EventLog,
  type EventTypeRegistry,
} from '@jalons/event-log';
import { PostgresKeyRing } from '@jalons/privacy';
import { opening } from './closers.js';
import { urlOf, type ProcessRole, type Storage } from './storage.js';

/** The events in clear, as one role of one process may see them. */
export interface EventSide {
  readonly log: EventLog;
  readonly keys: PostgresKeyRing;
  readonly codec: EventCodec;
  readonly store: SealedEventStore;
  readonly runner: StreamCommandRunner;
  close(): Promise<void>;
}

/**
 * Opens log, keys, store and command runner under one role: the api unwraps one key at a time and reads no more than
 * streams, the worker reads all.
 */
export function openEventSide(storage: Storage, role: ProcessRole, registry: EventTypeRegistry): Promise<EventSide> {
  return opening(async (closers) => {
    const { masterKey } = storage;
    const { idSecret } = masterKey;
    const url = urlOf(storage.urls, role);
    const pool = createPool(url, { name: `jalons-${role}-keys`, max: 2 });
    closers.add(() => pool.end());
    const keys = await PostgresKeyRing.open({ pool, url, masterKey, access: role === 'api' ? 'one' : 'many' });
    closers.add(() => keys.close());
    const log = storage.openLog(role);
    closers.add(() => log.close());
    const codec = new EventCodec(registry);
    const store = new SealedEventStore({ log, keys, codec, idSecret });
    const runner = new StreamCommandRunner({ store, idSecret });
    keys.onForget((keyId) => runner.evictKey(keyId));
    return { log, keys, codec, store, runner, close: () => closers.closeAll() };
  });
}
