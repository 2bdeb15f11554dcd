import type { ConnectionUrls, LoginRole } from '@jalons/database';
import { createPool } from '@jalons/database';
import {
  EventCodec,
  EventTypeRegistry,
  PostgresEventLog,
  SealedEventStore,
  StreamCommandRunner,
  type EventDefinition,
} from '@jalons/event-log';
import { openMasterKey, PostgresKeyRing, type MasterKey } from '@jalons/privacy';
import type pg from 'pg';

export interface OpenedStore {
  readonly log: PostgresEventLog;
  readonly keys: PostgresKeyRing;
  readonly codec: EventCodec;
  readonly store: SealedEventStore;
  readonly runner: StreamCommandRunner;
  readonly masterKey: MasterKey;
  readonly idSecret: Buffer;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface StoreSettings {
  readonly urls: ConnectionUrls;
  /** Holds `master.key`; processes of one installation share it. */
  readonly secretsFolder: string;
  readonly definitions: readonly EventDefinition[];
  /** The command line's by default, which may do everything here. */
  readonly role?: Exclude<LoginRole, 'owner'>;
}

/** Log, keys, store and runner wired as a process of the product wires them. */
export async function openStore(settings: StoreSettings): Promise<OpenedStore> {
  const role = settings.role ?? 'cli';
  const url = settings.urls[role];
  const masterKey = openMasterKey({ secretsFolder: settings.secretsFolder });
  const { idSecret } = masterKey;
  const pool = createPool(url, { name: 'jalons-keys', max: 2 });
  const keys = await PostgresKeyRing.open({ pool, url, masterKey, access: role === 'api' ? 'one' : 'many' });
  const log = new PostgresEventLog({ url });
  const codec = new EventCodec(new EventTypeRegistry(settings.definitions));
  const store = new SealedEventStore({ log, keys, codec, idSecret });
  const runner = new StreamCommandRunner({ store, idSecret });
  keys.onForget((keyId) => runner.evictKey(keyId));
  return {
    ...{ log, keys, codec, store, runner, masterKey, idSecret, pool },
    close: async () => {
      await Promise.all([log.close(), keys.close()]);
      await pool.end();
    },
  };
}
