import { createHmac, randomUUID } from 'node:crypto';

/** A UUID in lower case; the only form of identifier in the log (opaque ids: domain.md § 3). */
export type Uuid = string;

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): text is Uuid {
  return SHAPE.test(text);
}

/** A random id (UUIDv4), for what no retry has to find again: sessions, correlation, residues. */
export function randomId(): Uuid {
  return randomUUID();
}

/**
 * Derives an id shaped as UUIDv8 from parts, by HMAC-SHA-256 under a secret kept with the master key
 * (domain.md § 3 "Ids"): the same parts give the same id, and no dictionary finds the parts again.
 * Parts are length-prefixed, so that ('a', 'bc') and ('ab', 'c') differ.
 */
export function derivedId(secret: Uint8Array, ...parts: readonly string[]): Uuid {
  const mac = createHmac('sha256', secret);
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    mac.update(length).update(bytes);
  }
  const bytes = mac.digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
