import type { Uuid } from '@jalons/kernel';
import type { StreamName } from '../port/envelope.js';

/** What both the additional authenticated data and the digest bind a payload to (domain.md § 3). */
export interface BoundEnvelope {
  readonly stream: StreamName;
  readonly eventId: Uuid;
  readonly type: string;
  readonly schemaVersion: number;
  readonly keyId: Uuid;
}

/**
 * Stream, eventId, type, schemaVersion and keyId as one text, each behind its length and a colon, to be encoded in
 * UTF-8: no two envelopes give the same bytes. One text, because it is written in one call (five cost 2 µs an event).
 */
export function frameOf({ stream, eventId, type, schemaVersion, keyId }: BoundEnvelope): string {
  const version = String(schemaVersion);
  return (
    `${stream.length}:${stream}${eventId.length}:${eventId}${type.length}:${type}` +
    `${version.length}:${version}${keyId.length}:${keyId}`
  );
}
