import type { RecordedEvent } from '../port/envelope.js';

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
