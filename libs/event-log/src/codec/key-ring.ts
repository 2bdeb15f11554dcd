import type { Uuid } from '@jalons/kernel';

/** A 256-bit data key, unwrapped, in memory only. */
export type DataKey = Buffer;

/**
 * Keys by subject. Implemented in `libs/privacy` over wrapped keys in PostgreSQL.
 * The id of a key is the id of its subject (person, outreach, professional) or SYSTEM_KEY_ID.
 */
export interface KeyRing {
  /** The key to seal with, created durably on first use. Rejects with DomainError('gone', 'subject-erased') once destroyed. */
  forSealing(keyId: Uuid): Promise<DataKey>;
  /** The key to open with, or null once destroyed (or never known). */
  forOpening(keyId: Uuid): Promise<DataKey | null>;
  /** The same for a whole batch, in as few round trips as possible; a missing entry means destroyed. */
  forOpeningAll(keyIds: Iterable<Uuid>): Promise<ReadonlyMap<Uuid, DataKey>>;
  /** Of these ids, those under which no key was ever made: what is sealed under one was not erased, its key is lost. */
  neverMade(keyIds: Iterable<Uuid>): Promise<ReadonlySet<Uuid>>;
}

export const KEY_RING = Symbol('KeyRing');
