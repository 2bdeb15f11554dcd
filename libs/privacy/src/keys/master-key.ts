import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { DataKey } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';

/** A data key as the database holds it. */
export interface WrappedKey {
  readonly wrapped: Buffer;
  /** The version of the master key that wraps it. */
  readonly version: number;
}

/** What the key file holds. */
export interface MasterKeyMaterial {
  /** Ids and other secrets derive from it; it never rotates, or a re-import would find none of its events again. */
  readonly secret: Buffer;
  /** The version that wraps from now on. */
  readonly current: number;
  readonly versions: ReadonlyMap<number, Buffer>;
}

/** The master key is missing, is another one, or does not open what it should. Messages are for the operator. */
export class MasterKeyError extends Error {
  override readonly name = 'MasterKeyError';
}

export const KEY_BYTES = 32;
const FORMAT_AES_256_GCM = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + IV_BYTES + TAG_BYTES;
const WRAPPED_BYTES = HEADER_BYTES + KEY_BYTES;

/** Wraps data keys, and derives the secrets kept beside them. The bytes stay in this object. */
export class MasterKey {
  /** @param reread reads the key file again, for versions that another process has added meanwhile */
  constructor(
    private material: MasterKeyMaterial,
    private readonly reread: () => MasterKeyMaterial,
  ) {}

  get current(): number {
    return this.material.current;
  }

  get versions(): readonly number[] {
    return [...this.material.versions.keys()];
  }

  reload(): void {
    this.material = this.reread();
  }

  /** AES-256-GCM under the current version, bound to the id of the key and to that version. */
  wrap(keyId: Uuid, key: DataKey): WrappedKey {
    const { current: version } = this.material;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.version(version), iv);
    cipher.setAAD(boundTo(keyId, version));
    const encrypted = Buffer.concat([cipher.update(key), cipher.final()]);
    return { wrapped: Buffer.concat([Buffer.of(FORMAT_AES_256_GCM), iv, cipher.getAuthTag(), encrypted]), version };
  }

  /** Throws MasterKeyError where the wrapped key was altered, moved, or wrapped by a master key that is not this one. */
  unwrap(keyId: Uuid, { wrapped, version }: WrappedKey): DataKey {
    const master = this.version(version);
    if (wrapped.length !== WRAPPED_BYTES || wrapped[0] !== FORMAT_AES_256_GCM) throw unopened(keyId, version);
    try {
      const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(1, 1 + IV_BYTES));
      decipher.setAAD(boundTo(keyId, version));
      decipher.setAuthTag(wrapped.subarray(1 + IV_BYTES, HEADER_BYTES));
      return Buffer.concat([decipher.update(wrapped.subarray(HEADER_BYTES)), decipher.final()]);
    } catch {
      throw unopened(keyId, version);
    }
  }

  /** A secret of 32 bytes for one purpose (HKDF-SHA-256); the same for ever, whatever the rotations. */
  secretFor(purpose: string): Buffer {
    return derive(this.material.secret, `jalons secret ${purpose}`);
  }

  /** Under which the ids of domain.md § 3 derive. */
  get idSecret(): Buffer {
    return this.secretFor('ids');
  }

  /** Tells one master key from another and nothing of either. */
  fingerprint(version: number): Buffer {
    return derive(this.version(version), 'jalons master key fingerprint');
  }

  private version(version: number): Buffer {
    if (!this.material.versions.has(version)) this.reload();
    const key = this.material.versions.get(version);
    if (key === undefined) {
      throw new MasterKeyError(
        `Le fichier de clé maîtresse ne contient pas la version ${version} : rétablissez celui de la sauvegarde des clés.`,
      );
    }
    return key;
  }
}

function derive(secret: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', info, KEY_BYTES));
}

function boundTo(keyId: Uuid, version: number): Buffer {
  const bound = Buffer.alloc(16 + 4);
  bound.write(keyId.replaceAll('-', ''), 'hex');
  bound.writeUInt32BE(version, 16);
  return bound;
}

function unopened(keyId: Uuid, version: number): MasterKeyError {
  return new MasterKeyError(`La clé ${keyId} ne s'ouvre pas avec la version ${version} de la clé maîtresse.`);
}
