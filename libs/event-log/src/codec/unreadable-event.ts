import type { RecordedEvent } from '../port/envelope.js';
import type { StoredEvent } from './event.js';
import { METADATA } from './payload.js';

/**
 * `altered`: envelope or ciphertext changed since it was sealed · `unknown-format`: not a ciphertext of ours, or of a
 * newer release · `unknown-version`: a newer schema than this release knows · `upcast-failed`: a fault of an upcaster
 * · `malformed`: the body is not the JSON that the codec writes.
 */
export type UnreadableReason = 'altered' | 'unknown-format' | 'unknown-version' | 'upcast-failed' | 'malformed';

/** An event whose key exists and that still cannot be read: a poison event, never an erased one. Names no content. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  readonly eventId: string;
  readonly position: string;

  constructor(
    readonly reason: UnreadableReason,
    event: RecordedEvent,
  ) {
    super(`event ${event.eventId} at ${event.position} (${event.type} v${event.schemaVersion}) is ${reason}`);
    this.eventId = event.eventId;
    this.position = event.position;
  }
}

/**
 * An unreadable event as a reader of the whole log meets it: the envelope is there, everything that was sealed throws.
 * A projection that handles its type fails on it alone and sets it aside; the others pass over it.
 */
export function unreadableEvent(event: RecordedEvent, error: UnreadableEvent): StoredEvent {
  const { eventId, stream, revision, position, recordedAt, keyId, type } = event;
  const readable = { erased: false, eventId, stream, revision, position, recordedAt, keyId, type };
  for (const field of ['data', ...METADATA]) {
    Object.defineProperty(readable, field, {
      enumerable: true,
      get: () => {
        throw error;
      },
    });
  }
  return readable as unknown as StoredEvent;
}
