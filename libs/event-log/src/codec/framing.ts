import type { StreamName } from '../port/envelope.js';
import type { Uuid } from '@jalons/kernel';

/** What both the additional authenticated data and the digest bind a payload to (domain.md § 3). */
export interface BoundEnvelope {
  readonly stream: StreamName;
  readonly eventId: Uuid;
  readonly type: string;
  readonly schemaVersion: number;
  readonly keyId: Uuid;
}

const LENGTH_BYTES = 4;
const FIELDS = 5;

/** Bytes of the frame of this envelope; see {@link writeFrame}. */
export function frameLength(envelope: BoundEnvelope): number {
  return (
    FIELDS * LENGTH_BYTES +
    Buffer.byteLength(envelope.stream) +
    Buffer.byteLength(envelope.eventId) +
    Buffer.byteLength(envelope.type) +
    Buffer.byteLength(envelope.keyId)
  );
}

/**
 * Writes stream, eventId, type, schemaVersion (uint32) and keyId at the start of `target` and returns the end.
 * Each text is preceded by its length in bytes (uint32, big endian): no two envelopes give the same bytes.
 */
export function writeFrame(target: Buffer, envelope: BoundEnvelope): number {
  let end = writeText(target, envelope.stream, 0);
  end = writeText(target, envelope.eventId, end);
  end = writeText(target, envelope.type, end);
  end = target.writeUInt32BE(envelope.schemaVersion, end);
  return writeText(target, envelope.keyId, end);
}

function writeText(target: Buffer, text: string, at: number): number {
  const length = target.write(text, at + LENGTH_BYTES, 'utf8');
  target.writeUInt32BE(length, at);
  return at + LENGTH_BYTES + length;
}
