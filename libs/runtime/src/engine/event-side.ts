import { createPool } from '@jalons/database';
import {
  EventCodec,
  PostgresEventLog,
  SealedEventStore,
  StreamCommandRunner,
  type EventTypeRegistry,
} from '@jalons/event-log';
import { PostgresKeyRing, type MasterKey } from '@jalons/privacy';

export interface EventSideOptions {
  /** Connection string of the role below. */
  readonly url: string;
  /** The api unwraps one key at a time and reads no more than streams; the worker and the command line read all. */
  readonly role: 'api' | 'worker' | 'cli';
  readonly masterKey: MasterKey;
  readonly registry: EventTypeRegistry;
}

/** The events in clear, as one role of one process may see them. */
export interface EventSide {
  readonly log: PostgresEventLog;
  readonly keys: PostgresKeyRing;
  readonly store: SealedEventStore;
  readonly runner: StreamCommandRunner;
  close(): Promise<void>;
}

/** Opens log, keys, store and command runner under one role. */
export async function openEventSide({ url, role, masterKey, registry }: EventSideOptions): Promise<EventSide> {
  const { idSecret } = masterKey;
  const codec = new EventCodec(registry);
  const pool = createPool(url, { name: `jalons-${role}-keys`, max: 2 });
  let keys: PostgresKeyRing;
  try {
    keys = await PostgresKeyRing.open({ pool, url, masterKey, access: role === 'api' ? 'one' : 'many' });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const log = new PostgresEventLog({ url, name: `jalons-${role}-log` });
  const store = new SealedEventStore({ log, keys, codec, idSecret });
  const runner = new StreamCommandRunner({ store, idSecret });
  keys.onForget((keyId) => runner.evictKey(keyId));
  return {
    log,
    keys,
    store,
    runner,
    close: async () => {
      await Promise.all([log.close(), keys.close()]);
      await pool.end();
    },
  };
}
