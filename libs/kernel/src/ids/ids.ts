import { hash, randomUUID } from 'node:crypto';

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

const [BLOCK_BYTES, DIGEST_BYTES, LENGTH_BYTES] = [64, 32, 4];

interface HmacBlocks {
  /** The message goes behind it. */
  readonly inner: Buffer;
  /** With room for the digest of the inner one. */
  readonly outer: Buffer;
}

const blocks = new WeakMap<Uint8Array, HmacBlocks>();
let message = Buffer.allocUnsafeSlow(1_024);

/**
 * Derives an id shaped as UUIDv8 from parts, by HMAC-SHA-256 under a secret kept with the master key
 * (domain.md § 3 "Ids"): the same parts give the same id, and no dictionary finds the parts again.
 * Parts are length-prefixed, so that ('a', 'bc') and ('ab', 'c') differ.
 * @param secret must not change afterwards
 */
export function derivedId(secret: Uint8Array, ...parts: readonly string[]): Uuid {
  // HMAC (RFC 2104) as its two digests: an import derives some ten ids a row, and an Hmac object for each costs three
  // times as much, with what its collection takes.
  const { inner, outer } = blocksOf(secret);
  const bytes = parts.reduce((sum, part) => sum + LENGTH_BYTES + Buffer.byteLength(part), BLOCK_BYTES);
  if (bytes > message.length) message = Buffer.allocUnsafeSlow(2 * bytes);
  let at = inner.copy(message);
  for (const part of parts) {
    const length = message.write(part, at + LENGTH_BYTES, 'utf8');
    at = message.writeUInt32BE(length, at) + length;
  }
  hash('sha256', message.subarray(0, at), 'buffer').copy(outer, BLOCK_BYTES);
  const hex = hash('sha256', outer, 'hex');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function blocksOf(secret: Uint8Array): HmacBlocks {
  const known = blocks.get(secret);
  if (known !== undefined) return known;
  const key = Buffer.alloc(BLOCK_BYTES);
  key.set(secret.length > BLOCK_BYTES ? hash('sha256', secret, 'buffer') : secret);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  outer.set(key.map((byte) => byte ^ 0x5c));
  const made = { inner: Buffer.from(key.map((byte) => byte ^ 0x36)), outer };
  blocks.set(secret, made);
  return made;
}
