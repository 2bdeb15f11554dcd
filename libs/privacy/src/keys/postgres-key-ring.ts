import { randomBytes } from 'node:crypto';
import { NotificationListener } from '@jalons/database';
import { subjectErased, type DataKey, type KeyRing } from '@jalons/event-log';
import { isUuid, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import { KeyBatcher } from './key-batcher.js';
import { KeyCache } from './key-cache.js';
import { CREATE_KEYS, FIND_KEYS, FIND_KEYS_ONE_BY_ONE, type KeyRow } from './key-statements.js';
import { keysUnavailable } from './keys-unavailable.js';
import { KEY_BYTES, MasterKeyError, type MasterKey } from './master-key.js';
import { registerMasterKey } from './register-master-key.js';

export interface PostgresKeyRingOptions {
  /** Of the role of the process; two connections are enough. */
  readonly pool: pg.Pool;
  /** Connection string for hearing of destroyed keys. */
  readonly url: string;
  readonly masterKey: MasterKey;
  /** `one` for the api, which may only ask for keys it can name; `many` for roles that read the table. */
  readonly access: 'one' | 'many';
  /** Unwrapped keys in memory, at most: 20 000 by default, some 5 MB. */
  readonly capacity?: number;
  /** How long a key is trusted without asking again: 30 s by default. The longest that a lost announcement can last. */
  readonly ttlMs?: number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

type Found = DataKey | 'destroyed' | MasterKeyError;

/** Says which keys were destroyed, by id: keys.destroy. */
const DESTROYED = 'jalons_key_destroyed';

const LIMITS = { maxBatch: 1_000, maxWaiting: 20_000 };

/** Keys of subjects, wrapped in PostgreSQL, unwrapped in this process alone. */
export class PostgresKeyRing implements KeyRing {
  private readonly cache: KeyCache;
  private readonly listener: NotificationListener;
  private readonly creations = new KeyBatcher((ids) => this.create(ids), LIMITS);
  private readonly lookups = new KeyBatcher((ids) => this.find(ids), LIMITS);
  private readonly forgetters = new Set<(keyId: Uuid | null) => void>();

  private constructor(private readonly options: PostgresKeyRingOptions) {
    this.cache = new KeyCache(
      options.capacity ?? 20_000,
      options.ttlMs ?? 30_000,
      options.now ?? (() => performance.now()),
    );
    this.listener = new NotificationListener(
      { connectionString: options.url, application_name: 'jalons-keys', keepAlive: true },
      [DESTROYED],
      {
        onNotification: (_channel, keyId) => {
          if (isUuid(keyId)) this.forget(keyId);
        },
        // What was destroyed before this moment went unheard.
        onListening: () => this.forgetAll(),
      },
    );
  }

  /** Throws MasterKeyError where the master key is not that of the database. */
  static async open(options: PostgresKeyRingOptions): Promise<PostgresKeyRing> {
    await registerMasterKey(options.pool, options.masterKey);
    return new PostgresKeyRing(options);
  }

  async forSealing(keyId: Uuid): Promise<DataKey> {
    const key = this.cache.get(keyId) ?? (await this.creations.ask(keyId));
    if (key === undefined) throw keysUnavailable();
    if (key === 'destroyed') throw subjectErased();
    if (key instanceof MasterKeyError) throw key;
    return key;
  }

  async forOpening(keyId: Uuid): Promise<DataKey | null> {
    const key = this.cache.get(keyId) ?? (await this.lookups.ask(keyId));
    if (key instanceof MasterKeyError) throw key;
    return key === undefined || key === 'destroyed' ? null : key;
  }

  async forOpeningAll(keyIds: Iterable<Uuid>): Promise<ReadonlyMap<Uuid, DataKey>> {
    const keys = new Map<Uuid, DataKey>();
    const missing: Uuid[] = [];
    for (const keyId of new Set(keyIds)) {
      const key = this.cache.get(keyId);
      if (key === undefined) missing.push(keyId);
      else if (key !== 'destroyed') keys.set(keyId, key);
    }
    const found = await Promise.all(missing.map((keyId) => this.forOpening(keyId)));
    for (const [index, key] of found.entries()) if (key !== null) keys.set(missing[index]!, key);
    return keys;
  }

  async neverMade(keyIds: Iterable<Uuid>): Promise<ReadonlySet<Uuid>> {
    const asked = [...new Set(keyIds)];
    const found = await Promise.all(asked.map((keyId) => this.cache.get(keyId) ?? this.lookups.ask(keyId)));
    return new Set(asked.filter((_keyId, index) => found[index] === undefined));
  }

  /**
   * Called with each key that is known to be destroyed, and with null when any may have been: whatever was opened with
   * it is to be forgotten. Returns what ends it.
   */
  onForget(forget: (keyId: Uuid | null) => void): () => void {
    this.forgetters.add(forget);
    return () => this.forgetters.delete(forget);
  }

  /** Stops listening. The pool is its owner's to end. */
  close(): Promise<void> {
    return this.listener.close();
  }

  private create(keyIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Found>> {
    const { masterKey } = this.options;
    const wrapped = keyIds.map((keyId) => masterKey.wrap(keyId, randomBytes(KEY_BYTES)));
    return this.ask(CREATE_KEYS, [keyIds, wrapped.map((key) => key.wrapped), wrapped[0]!.version]);
  }

  private find(keyIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Found>> {
    return this.ask(this.options.access === 'one' ? FIND_KEYS_ONE_BY_ONE : FIND_KEYS, [keyIds]);
  }

  private async ask(statement: string, values: unknown[]): Promise<ReadonlyMap<Uuid, Found>> {
    const ticket = this.cache.ticket();
    const { rows } = await this.options.pool.query<KeyRow>(statement, values).catch(() => {
      throw keysUnavailable();
    });
    return new Map(rows.map((row) => [row.key_id, this.unwrapped(row, ticket)]));
  }

  private unwrapped({ key_id, wrapped, master_version }: KeyRow, ticket: number): Found {
    if (wrapped === null) {
      // Heals an announcement that was lost: whoever kept something under this key hears of it now.
      this.forget(key_id);
      return 'destroyed';
    }
    try {
      const key = this.options.masterKey.unwrap(key_id, { wrapped, version: master_version });
      this.cache.keep(key_id, key, ticket);
      return key;
    } catch (error) {
      // Told to whoever asked for this key, and not to the others of its batch.
      if (error instanceof MasterKeyError) return error;
      throw error;
    }
  }

  private forget(keyId: Uuid): void {
    this.cache.markDestroyed(keyId);
    for (const forget of this.forgetters) forget(keyId);
  }

  private forgetAll(): void {
    this.cache.clear();
    for (const forget of this.forgetters) forget(null);
  }
}
