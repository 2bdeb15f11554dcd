import { randomBytes, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writePrivateFile } from '@jalons/database';
import { z } from 'zod';
import { BackupError } from './backup-error.js';
import { openText, sealText } from './sealing.js';

/** One row of `keys.subject_keys`: wrapped under the master key, null where it was destroyed. */
const keyRow = z.object({
  keyId: z.uuid(),
  wrapped: z.string().nullable(),
  masterVersion: z.int(),
  createdAt: z.string(),
  destroyedAt: z.string().nullable(),
});

const contents = z.object({
  /** The master key file, as it is on disk. */
  masterKey: z.string(),
  masterVersions: z.array(z.object({ version: z.int(), fingerprint: z.string(), registeredAt: z.string() })),
  keys: z.array(keyRow),
});

export type KeyFileContents = z.infer<typeof contents>;

const envelope = z.strictObject({
  format: z.literal('jalons-keys'),
  version: z.literal(1),
  scrypt: z.object({ N: z.int(), r: z.int(), p: z.int(), salt: z.base64() }),
  sealed: z.base64(),
});

/** OWASP's parameters for scrypt (2024): 128 MiB and some 0.4 s a try. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const MIN_PASSPHRASE = 12;
const BOUND_TO = 'jalons backup keys';

/** Throws BackupError where a passphrase is too short to protect keys. */
export function checkPassphrase(passphrase: string): void {
  if (passphrase.length >= MIN_PASSPHRASE) return;
  throw new BackupError(`La phrase secrète doit compter au moins ${MIN_PASSPHRASE} caractères.`);
}

/** Writes the wrapped keys and the master key under a passphrase that {@link checkPassphrase} lets pass. */
export function writeKeyFile(path: string, passphrase: string, file: KeyFileContents): void {
  const salt = randomBytes(16);
  const sealed = sealText(derive(passphrase, salt, SCRYPT), BOUND_TO, JSON.stringify(file));
  const written: z.infer<typeof envelope> = {
    format: 'jalons-keys',
    version: 1,
    scrypt: { ...SCRYPT, salt: salt.toString('base64') },
    sealed,
  };
  writePrivateFile(path, `${JSON.stringify(written)}\n`);
}

/** Reads what {@link writeKeyFile} wrote. */
export function readKeyFile(path: string, passphrase: string): KeyFileContents {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new BackupError(`Le fichier de clés ${path} ne peut être lu.`);
  }
  const parsed = envelope.safeParse(parseJson(text));
  if (!parsed.success) throw new BackupError(`${path} n'est pas un fichier de clés de Jalons.`);
  const { scrypt, sealed } = parsed.data;
  if (scrypt.N > SCRYPT.N * 8 || scrypt.r > 32 || scrypt.p > 8) {
    throw new BackupError(`${path} demande un calcul démesuré : ce n'est pas un fichier écrit par Jalons.`);
  }
  let opened: string;
  try {
    opened = openText(derive(passphrase, Buffer.from(scrypt.salt, 'base64'), scrypt), BOUND_TO, sealed);
  } catch {
    throw new BackupError('La phrase secrète n’ouvre pas ce fichier de clés, ou le fichier a été modifié.');
  }
  return contents.parse(JSON.parse(opened));
}

function derive(passphrase: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
