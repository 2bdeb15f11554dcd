import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RolePasswords } from '../connections/connection-urls.js';

export type ServerPasswords = RolePasswords & { readonly admin: string };

const ROLES = ['admin', 'owner', 'api', 'worker', 'cli'] as const;

/** Reads the passwords of the embedded server from a 0600 file, making 256-bit random ones at the first start. */
export function ensurePasswords(secretsFolder: string): ServerPasswords {
  const file = join(secretsFolder, 'postgresql.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ServerPasswords;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const passwords = Object.fromEntries(ROLES.map((role) => [role, randomBytes(32).toString('base64url')]));
  writePrivateFile(file, `${JSON.stringify(passwords, null, 2)}\n`);
  return passwords as unknown as ServerPasswords;
}

/** Whole or not at all, readable by its owner alone, on disk when this returns. */
export function writePrivateFile(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(temporary, 'w', 0o600);
    try {
      // Unlike writeSync, which stops without a word where a disk fills.
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
