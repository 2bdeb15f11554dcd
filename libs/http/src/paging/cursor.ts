import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { HttpProblem } from '../problem/http-problem.js';

/** Where a page ended: the values of its sort key. */
export type CursorKey = readonly (string | number | null)[];

const IV_BYTES = 12;
const TAG_BYTES = 16;
const MAX_LENGTH = 2048;

/**
 * Cursors are sealed, not just signed: a sort key is often a name, and cursors travel in URLs, which proxies log.
 * Each is bound to its list, so that one of another list is refused.
 */
export class CursorCodec {
  private readonly key: Buffer;

  constructor(secret: Uint8Array) {
    this.key = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), 'jalons cursor', 32));
  }

  /** Seals where a page of `list` ended. */
  seal(list: string, key: CursorKey): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(list));
    const body = Buffer.concat([cipher.update(JSON.stringify(key), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** Opens a cursor of `list`; anything else than one we sealed is refused with 400. */
  open(list: string, cursor: string): CursorKey {
    try {
      if (cursor.length > MAX_LENGTH) throw new RangeError('cursor too long');
      const bytes = Buffer.from(cursor, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(list)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const body = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(body.toString('utf8')) as CursorKey;
    } catch {
      throw new HttpProblem(
        400,
        'cursor-malformed',
        "Ce repère de page n'est pas valable : reprenez la liste au début.",
      );
    }
  }
}
