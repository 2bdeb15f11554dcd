import { isUuid, type Instant } from '@jalons/kernel';
import type { RecordedEvent, SealedEvent, StreamName } from '../port/envelope.js';
import { isStreamName } from '../port/validate-append.js';
import type { WrittenRecord } from './client.js';
import { positionOf } from './position.js';
import type { StoredRecord } from './stored-record.js';

/** What the server keeps in clear beside the ciphertext, as JSON. */
interface ClearMetadata {
  readonly keyId: string;
  readonly schemaVersion: number;
  /** Base64 of the 32 bytes. */
  readonly digest: string;
  /** Only on events moved here from another log: it wins over the time at which the server took them. */
  readonly recordedAt?: Instant;
}

/** A sealed event as a binary record: the ciphertext as data, the rest of the envelope as metadata. */
export function recordOf(event: SealedEvent, recordedAt?: Instant): WrittenRecord {
  const metadata: ClearMetadata = {
    keyId: event.keyId,
    schemaVersion: event.schemaVersion,
    digest: event.digest.toString('base64'),
    ...(recordedAt === undefined ? {} : { recordedAt }),
  };
  return { id: event.eventId, type: event.type, data: event.ciphertext, metadata: { ...metadata } };
}

/** The event of a record; null for a record that is none of ours (of the system, or of another program on the server). */
export function eventOf(record: StoredRecord): RecordedEvent | null {
  const { metadata, position } = record;
  if (!record.binary || record.type.startsWith('$') || position === undefined) return null;
  if (!isStreamName(record.stream) || !isClearMetadata(metadata)) return null;
  return {
    eventId: record.id,
    type: record.type,
    schemaVersion: metadata.schemaVersion,
    keyId: metadata.keyId,
    digest: Buffer.from(metadata.digest, 'base64'),
    ciphertext: Buffer.from(record.data.buffer, record.data.byteOffset, record.data.byteLength),
    stream: record.stream as StreamName,
    revision: record.revision,
    position: positionOf(position),
    recordedAt: metadata.recordedAt ?? record.createdAt,
  };
}

function isClearMetadata(metadata: unknown): metadata is ClearMetadata {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const { keyId, schemaVersion, digest, recordedAt } = metadata as Record<string, unknown>;
  return (
    typeof keyId === 'string' &&
    isUuid(keyId) &&
    Number.isInteger(schemaVersion) &&
    typeof digest === 'string' &&
    (recordedAt === undefined || Number.isInteger(recordedAt))
  );
}
