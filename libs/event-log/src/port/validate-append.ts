import { isUuid } from '@jalons/kernel';
import type { SealedEvent } from './envelope.js';
import { InvalidAppend, MAX_APPEND_BYTES, MAX_APPEND_EVENTS, type AppendRequest } from './event-log.js';

/**
 * What an event is counted for beside its ciphertext and type: ids, digest and versions, as metadata on EventStoreDB.
 * An upper bound, so that what this guard accepts never meets the limit of a back end.
 */
export const ENVELOPE_BYTES = 512;

/** A revision must leave room for a whole batch below 2^31, the width of the column on PostgreSQL. */
const MAX_EXPECTED = 2 ** 31 - 2 - MAX_APPEND_EVENTS;

const DIGEST_BYTES = 32;
const MAX_SCHEMA_VERSION = 32_767;
const CATEGORY = /^[a-z][A-Za-z0-9]{0,63}$/;
const EVENT_TYPE = /^[A-Za-z][A-Za-z0-9]{0,127}$/;

/** `category-uuid`: the only shape of a stream's name (domain.md § 3). */
export function isStreamName(name: string): boolean {
  const dash = name.indexOf('-');
  return dash > 0 && CATEGORY.test(name.slice(0, dash)) && isUuid(name.slice(dash + 1));
}

/** Bytes that an event counts towards {@link MAX_APPEND_BYTES}. */
export function appendBytes(event: SealedEvent): number {
  return ENVELOPE_BYTES + 2 * event.type.length + event.ciphertext.length;
}

/**
 * Refuses, before anything is sent, what no back end may be given; both adapters call it first, so that they refuse the
 * same input (a negative revision would reject every pending append of an EventStoreDB client; an empty batch would
 * report success and store nothing). Messages name the fault and never a value of the payload.
 *
 * @returns the bytes that the request counts for
 * @throws InvalidAppend
 */
export function validateAppend(request: AppendRequest): number {
  if (!isStreamName(request.stream)) throw new InvalidAppend('the stream is not named category-uuid');
  validateExpected(request.expected);
  const { events } = request;
  if (events.length === 0) throw new InvalidAppend('an append holds at least one event');
  if (events.length > MAX_APPEND_EVENTS) {
    throw new InvalidAppend(`an append holds at most ${MAX_APPEND_EVENTS} events, not ${events.length}`);
  }
  let bytes = 0;
  for (const event of events) {
    validateEvent(event);
    bytes += appendBytes(event);
  }
  if (bytes > MAX_APPEND_BYTES) throw new InvalidAppend(`an append holds at most ${MAX_APPEND_BYTES} bytes`);
  if (events.length > 1 && new Set(events.map((event) => event.eventId)).size < events.length) {
    throw new InvalidAppend('an event id is repeated inside the append');
  }
  return bytes;
}

function validateExpected(expected: AppendRequest['expected']): void {
  if (expected === 'none') return;
  if (!Number.isInteger(expected) || expected < 0 || expected > MAX_EXPECTED) {
    throw new InvalidAppend('the expected revision is `none` or a revision of the stream');
  }
}

function validateEvent(event: SealedEvent): void {
  if (!isUuid(event.eventId)) throw new InvalidAppend('an event id is not a UUID in lower case');
  if (!isUuid(event.keyId)) throw new InvalidAppend('a key id is not a UUID in lower case');
  if (!EVENT_TYPE.test(event.type)) throw new InvalidAppend('an event type is not a plain name');
  if (!Number.isInteger(event.schemaVersion) || event.schemaVersion < 1 || event.schemaVersion > MAX_SCHEMA_VERSION) {
    throw new InvalidAppend('a schema version is not a whole number from 1');
  }
  if (!Buffer.isBuffer(event.digest) || event.digest.length !== DIGEST_BYTES) {
    throw new InvalidAppend('a digest is not 32 bytes long');
  }
  if (!Buffer.isBuffer(event.ciphertext)) throw new InvalidAppend('a ciphertext is not a Buffer');
}
