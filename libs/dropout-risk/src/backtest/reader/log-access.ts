import { createPool } from '@jalons/database';
import {
  EventCodec,
  EventStoreDbLog,
  EventTypeRegistry,
  PagedLogScan,
  PostgresLogScan,
  UnreadableEvent,
  type DataKey,
  type LogScan,
  type RecordedEvent,
  type StoredEvent,
} from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import { openMasterKey, PostgresKeyRing, type MasterKeyLocation } from '@jalons/privacy';
import { READ_DEFINITIONS } from './read-types.js';

/** Where the log and its keys are; goes from thread to thread. */
export interface LogPlace {
  /** Connection string of the worker's or the command line's role. */
  readonly url: string;
  /** The log's own place, where it is not in PostgreSQL. */
  readonly eventStoreUrl?: string;
  readonly masterKey: MasterKeyLocation;
}

/** The log as one reader of a back-test opens it: connections, keys and codec of its own. */
export class LogAccess {
  private readonly codec = new EventCodec(new EventTypeRegistry(READ_DEFINITIONS));
  private known = new Map<Uuid, DataKey | null>();

  private constructor(
    readonly scan: LogScan,
    private readonly keys: PostgresKeyRing,
    private readonly closeKeys: () => Promise<void>,
  ) {}

  static async open({ url, eventStoreUrl, masterKey }: LogPlace): Promise<LogAccess> {
    const pool = createPool(url, { name: 'jalons-back-test-keys', max: 1 });
    try {
      const keys = await PostgresKeyRing.open({ pool, url, masterKey: openMasterKey(masterKey), access: 'many' });
      const scan =
        eventStoreUrl === undefined
          ? new PostgresLogScan(url, 'jalons-back-test')
          : new PagedLogScan(new EventStoreDbLog({ url: eventStoreUrl }));
      return new LogAccess(scan, keys, () => keys.close().then(() => pool.end()));
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  /** Asks for the keys of some events; each is asked for once until {@link forgetKeys}, and stays what it was found. */
  async fetchKeys(events: readonly Pick<RecordedEvent, 'keyId'>[]): Promise<void> {
    const missing = new Set<Uuid>();
    for (const { keyId } of events) if (!this.known.has(keyId)) missing.add(keyId);
    if (missing.size === 0) return;
    const found = await this.keys.forOpeningAll(missing);
    for (const keyId of missing) this.known.set(keyId, found.get(keyId) ?? null);
  }

  /** Null for an event that nobody can open any more; its key must have been fetched. */
  open(event: RecordedEvent): StoredEvent | null {
    const key = this.known.get(event.keyId) ?? null;
    if (key === null) return null;
    try {
      return this.codec.open(event, key);
    } catch (error) {
      // Told where the log is verified; here it is as if it could not be opened.
      if (error instanceof UnreadableEvent) return null;
      throw error;
    }
  }

  /** Whether somebody's key is gone. */
  isErased(keyId: Uuid): boolean {
    return this.known.get(keyId) === null;
  }

  forgetKeys(): void {
    this.known = new Map();
  }

  async close(): Promise<void> {
    await Promise.all([this.scan.close(), this.closeKeys()]);
  }
}
