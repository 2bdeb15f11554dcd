import { createHmac, hkdfSync } from 'node:crypto';

const SALT_BYTES = 16;

/**
 * How an e-mail address is looked up without being stored: its HMAC under a key that derives from the product's secret.
 */
export class LoginKey {
  private readonly key: Buffer;

  constructor(idSecret: Uint8Array) {
    this.key = Buffer.from(hkdfSync('sha256', idSecret, new Uint8Array(0), 'jalons login', 32));
  }

  /** 32 bytes; the same for addresses that differ by case or by spaces around them. */
  of(login: string): Buffer {
    return this.mac('login', login.trim().normalize('NFKC').toLowerCase());
  }

  /** A salt for a login that is not known, always the same, so that guessing takes the same work and tells nothing. */
  saltOfUnknown(login: Buffer): Buffer {
    return this.mac('salt', login).subarray(0, SALT_BYTES);
  }

  private mac(purpose: string, value: string | Buffer): Buffer {
    return createHmac('sha256', this.key).update(`${purpose}\0`).update(value).digest();
  }
}
