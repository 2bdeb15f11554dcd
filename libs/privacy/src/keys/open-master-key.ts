import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createMasterKeyFile, readMasterKeyFile } from './master-key-file.js';
import { MasterKey, MasterKeyError, type MasterKeyMaterial } from './master-key.js';

export interface MasterKeyLocation {
  /** JALONS_MASTER_KEY_FILE: a file that somebody provides. Never created here: its absence is a mount that failed. */
  readonly file?: string | undefined;
  /** The secrets folder of the data folder, where `master.key` is made at the first start. */
  readonly secretsFolder: string;
}

export function masterKeyPath({ file, secretsFolder }: MasterKeyLocation): string {
  return file ?? join(secretsFolder, 'master.key');
}

/** Opens the master key of this installation, making it at the first start of one without a file of its own. */
export function openMasterKey(location: MasterKeyLocation): MasterKey {
  const path = masterKeyPath(location);
  if (location.file === undefined && readMasterKeyFile(path) === null) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    createMasterKeyFile(path);
  }
  return new MasterKey(existing(path), () => existing(path));
}

function existing(path: string): MasterKeyMaterial {
  const material = readMasterKeyFile(path);
  if (material === null) throw new MasterKeyError(`Le fichier de clé maîtresse ${path} n'existe pas.`);
  return material;
}
