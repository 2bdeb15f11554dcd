import type { Instant, Uuid } from '@jalons/kernel';

/**
 * Where an event stands in the whole log: an opaque string whose lexicographic order (code units, COLLATE "C") is the
 * order of the log. Nineteen digits on PostgreSQL; commit and prepare, nineteen digits each, on EventStoreDB.
 */
export type Position = string;

/** `category-id`: a category in camelCase without a dash, one dash, an opaque id (domain.md § 3). */
export type StreamName = `${string}-${Uuid}`;

/** What the log is given: everything in clear that it may know, and the ciphertext of the rest. */
export interface SealedEvent {
  readonly eventId: Uuid;
  readonly type: string;
  readonly schemaVersion: number;
  /** The subject whose key sealed the payload; {@link SYSTEM_KEY_ID} for what concerns nobody. */
  readonly keyId: Uuid;
  /** SHA-256 over stream, eventId, type, schemaVersion, keyId and ciphertext: names an altered event without any key. */
  readonly digest: Buffer;
  readonly ciphertext: Buffer;
}

/** What the log gives back. */
export interface RecordedEvent extends SealedEvent {
  readonly stream: StreamName;
  /** From 0, without gaps, within the stream. */
  readonly revision: number;
  readonly position: Position;
  /** When the log took it; set by the log alone, never running against position (on PostgreSQL). */
  readonly recordedAt: Instant;
}

export const SYSTEM_KEY_ID: Uuid = '00000000-0000-8000-8000-000000000000';
