import { UNSIGNED_MAX, type shared } from './protocol.js';
import type { Expected } from './append-decision.js';
import type { ProposedEvent } from './record.js';

/** Counted are the bytes of `data` alone: a real server means to count metadata and type too, and does not. */
export const MAX_APPEND_SIZE = 1024 * 1024;

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const NIL = '00000000-0000-0000-0000-000000000000';

export interface ProposedMessage {
  getId(): shared.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

/** Thrown where a real handler throws; its message reaches the client by BatchAppend alone. */
export class HandlerFault extends Error {}

/** @throws HandlerFault for an id that is none, or an empty type */
export function proposedEvent(message: ProposedMessage, type: string, contentType: string): ProposedEvent {
  const id = message.getId()?.getString() ?? '';
  if (!GUID.test(id)) throw new HandlerFault('Unrecognized Guid format.');
  if (id === NIL) throw new HandlerFault("Empty eventId provided. (Parameter 'eventId')");
  if (type === '') throw new HandlerFault("Empty eventType provided. (Parameter 'eventType')");
  return {
    id: id.toLowerCase(),
    type,
    json: contentType === 'application/json',
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  };
}

/** A revision on the wire; the largest number is -1 and means that there is none. @throws HandlerFault */
export function expectedRevision(wire: string): Expected {
  const revision = BigInt(wire);
  if (revision === UNSIGNED_MAX) return 'none';
  if (revision >= 2n ** 63n) {
    throw new HandlerFault("Specified argument was out of the range of valid values. (Parameter 'value')");
  }
  return revision;
}
