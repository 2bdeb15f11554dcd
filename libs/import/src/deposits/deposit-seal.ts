import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, type Hmac } from 'node:crypto';
import type { Uuid } from '@jalons/kernel';

const [KEY_BYTES, IV_BYTES, TAG_BYTES] = [32, 12, 16];

/**
 * The key of one deposit. Kept sealed under a secret that derives from the installation's and never rotates; once its
 * row is gone, nothing of the files can be read.
 */
export class DepositSeal {
  private constructor(private readonly key: Buffer) {}

  /** A fresh one, and how it is kept. */
  static make(idSecret: Uint8Array, deposit: Uuid): { readonly seal: DepositSeal; readonly sealed: Buffer } {
    const key = randomBytes(KEY_BYTES);
    return { seal: new DepositSeal(key), sealed: seal(keyOfKeys(idSecret), `key ${deposit}`, key) };
  }

  /** @throws where it was altered, or sealed under another secret */
  static open(idSecret: Uint8Array, deposit: Uuid, sealed: Buffer): DepositSeal {
    return new DepositSeal(open(keyOfKeys(idSecret), `key ${deposit}`, sealed));
  }

  /** Binds `bytes` to what they are: the part of another file, or another part of this one, does not open. */
  part(file: Uuid, ordinal: number, bytes: Buffer): Buffer {
    return seal(this.key, `part ${file} ${ordinal}`, bytes);
  }

  openPart(file: Uuid, ordinal: number, sealed: Buffer): Buffer {
    return open(this.key, `part ${file} ${ordinal}`, sealed);
  }

  /** Tells files from each other for as long as the key is there: a bare digest would let anybody try contents on it. */
  digest(): Hmac {
    return this.hmac('digests of files');
  }

  /** The same of what was asked with words of the files: of which column stands for which. */
  commandHash(hash: string): string {
    return this.hmac('hashes of commands').update(hash).digest('hex');
  }

  /** The same for what is said of the files. */
  note(what: 'mapping' | 'tables', content: unknown): Buffer {
    return seal(this.key, what, Buffer.from(JSON.stringify(content), 'utf8'));
  }

  openNote(what: 'mapping' | 'tables', sealed: Buffer): unknown {
    return JSON.parse(open(this.key, what, sealed).toString('utf8'));
  }

  private hmac(info: string): Hmac {
    return createHmac('sha256', Buffer.from(hkdfSync('sha256', this.key, new Uint8Array(0), info, KEY_BYTES)));
  }
}

function keyOfKeys(idSecret: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', idSecret, new Uint8Array(0), 'jalons import deposits', KEY_BYTES));
}

function seal(key: Buffer, boundTo: string, bytes: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function open(key: Buffer, boundTo: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}
