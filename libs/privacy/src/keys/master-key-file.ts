import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { writePrivateFile } from '@jalons/database';
import { z } from 'zod';
import { KEY_BYTES, MasterKeyError, type MasterKeyMaterial } from './master-key.js';

const bytes = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((value) => value.length === KEY_BYTES);

const contents = z
  .strictObject({
    format: z.literal(1),
    secret: bytes,
    current: z.int().min(1),
    versions: z.record(z.string().regex(/^[1-9]\d*$/), bytes),
  })
  .transform(({ secret, current, versions }) => ({
    secret,
    current,
    versions: new Map(Object.entries(versions).map(([version, key]) => [Number(version), key])),
  }))
  .refine(({ current, versions }) => versions.has(current));

/** Reads the key file; null where there is none. */
export function readMasterKeyFile(path: string): MasterKeyMaterial | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new MasterKeyError(`Le fichier de clé maîtresse ${path} ne peut être lu.`);
  }
  const material = parseMasterKey(text);
  if (material === null) throw new MasterKeyError(`${path} n'est pas un fichier de clé maîtresse.`);
  return material;
}

/** What the text of a key file holds; null where it is none. */
export function parseMasterKey(text: string): MasterKeyMaterial | null {
  // Neither the parser's nor the schema's message goes on: both quote what they read.
  return contents.safeParse(parseJson(text)).data ?? null;
}

/** Makes the file of a first start, readable by its owner alone; of two processes, the second finds that of the first. */
export function createMasterKeyFile(path: string): void {
  const first = { secret: randomBytes(KEY_BYTES), current: 1, versions: new Map([[1, randomBytes(KEY_BYTES)]]) };
  placeMasterKeyFile(path, serialised(first));
}

/** Puts the text of a key file where there is none, readable by its owner alone; one that is there stays. */
export function placeMasterKeyFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writePrivateFile(draft, text);
  try {
    // Unlike a rename, a link never replaces a key that is there.
    linkSync(draft, path);
    syncFolder(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

/** Adds a random version and makes it the current one; on disk when this returns. */
export function addMasterKeyVersion(path: string): MasterKeyMaterial {
  const material = readMasterKeyFile(path);
  if (material === null) throw new MasterKeyError(`Le fichier de clé maîtresse ${path} n'existe plus.`);
  const next = Math.max(...material.versions.keys()) + 1;
  const versions = new Map([...material.versions, [next, randomBytes(KEY_BYTES)] as const]);
  const added = { ...material, current: next, versions };
  writePrivateFile(path, serialised(added));
  syncFolder(path);
  return added;
}

function serialised({ secret, current, versions }: MasterKeyMaterial): string {
  const encoded = [...versions].map(([version, key]) => [version, key.toString('base64')] as const);
  const file = { format: 1, secret: secret.toString('base64'), current, versions: Object.fromEntries(encoded) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file that was renamed or linked is there after a power cut only when its folder is on disk too. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
