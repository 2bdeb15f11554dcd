import { LruMap, type DataKey } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';

type Entry = { readonly key: DataKey; readonly until: number } | 'destroyed';

/**
 * Unwrapped keys of this process. A key is trusted for a short time only, so that one whose destruction went unheard
 * is noticed; a destruction is final, so it is kept as long as there is room and no late answer undoes it.
 */
export class KeyCache {
  private readonly entries: LruMap<Uuid, Entry>;
  private generation = 0;

  /**
   * @param capacity keys kept at most
   * @param ttlMs how long a key is trusted
   * @param now monotonic milliseconds
   */
  constructor(
    capacity: number,
    private readonly ttlMs: number,
    private readonly now: () => number,
  ) {
    this.entries = new LruMap(capacity);
  }

  get(keyId: Uuid): DataKey | 'destroyed' | undefined {
    const entry = this.entries.get(keyId);
    if (entry === undefined || entry === 'destroyed') return entry;
    return entry.until > this.now() ? entry.key : undefined;
  }

  /** To be taken before asking the database, and given back with the answer. */
  ticket(): number {
    return this.generation;
  }

  /** Keeps a living key, unless everything was forgotten since the ticket, or the key destroyed. */
  keep(keyId: Uuid, key: DataKey, ticket: number): void {
    if (ticket !== this.generation || this.entries.get(keyId) === 'destroyed') return;
    this.entries.set(keyId, { key, until: this.now() + this.ttlMs });
  }

  markDestroyed(keyId: Uuid): void {
    this.entries.set(keyId, 'destroyed');
  }

  clear(): void {
    this.generation += 1;
    this.entries.clear();
  }
}
