import { createHash } from 'node:crypto';
import { derivedId, type Uuid } from '@jalons/kernel';
import type { StreamName } from '../port/envelope.js';

const HASH_BYTES = 16;

/** The id of an interactive command: the same actor and Idempotency-Key give the same, and no other pair does. */
export function commandIdOf(idSecret: Uint8Array, actor: Uuid, idempotencyKey: string): Uuid {
  return derivedId(idSecret, 'command', actor, idempotencyKey);
}

/**
 * The id of the nth event of an interactive command. The stream takes part: the one handler that appends to two streams
 * does so under one commandId (domain.md § 3, `ParcoursSlotTaken`), and ids are unique in the whole log.
 */
export function eventIdOf(idSecret: Uint8Array, stream: StreamName, commandId: Uuid, ordinal: number): Uuid {
  return derivedId(idSecret, 'event', stream, commandId, String(ordinal));
}

/**
 * Hash of what a command asks, to tell a retry from another request under the same key: SHA-256 of its JSON with the
 * names of each object sorted and undefined members left out, first 16 bytes, base64url. Sealed with each event.
 */
export function commandHashOf(request: unknown): string {
  return createHash('sha256').update(canonicalJson(request)).digest().subarray(0, HASH_BYTES).toString('base64url');
}

/** JSON with sorted names: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (isRecord(member) ? sorted(member) : member)) ?? 'null';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  // Without a prototype a member named `__proto__` stays a member.
  const copy = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(record).toSorted()) copy[name] = record[name];
  return copy;
}
