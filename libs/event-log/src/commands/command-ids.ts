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
  return textOf(value) ?? 'null';
}

/** Undefined for what JSON leaves out. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // Of its own class, it may say how it is written: a date.
  if ('toJSON' in value) return textOf(JSON.parse(JSON.stringify(value)));
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item) ?? 'null').join()}]`;
  const members: string[] = [];
  for (const name of sortedNames(value)) {
    const text = textOf((value as Record<string, unknown>)[name]);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join()}}`;
}

function sortedNames(record: object): readonly string[] {
  const names = Object.keys(record).sort();
  // Whole numbers come first and by size, as in any object.
  return names.some((name) => DIGIT.test(name))
    ? Object.keys(Object.fromEntries(names.map((name) => [name, 0])))
    : names;
}

const DIGIT = /^\d/;
