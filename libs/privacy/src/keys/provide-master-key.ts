import { parseMasterKey, placeMasterKeyFile, readMasterKeyFile } from './master-key-file.js';
import { MasterKeyError, type MasterKeyMaterial } from './master-key.js';

/**
 * Sees to it that the file where somebody provides the master key opens what a backup holds: written where there is
 * none, readable by its owner alone; one that is there stays as it is, and must be the same, rotated since or not.
 * @param saved the key file as the backup holds it
 * @throws MasterKeyError where another key is there, or none can be written
 */
export function provideMasterKey(path: string, saved: string): void {
  const wanted = parseMasterKey(saved);
  if (wanted === null) throw new MasterKeyError('Cette sauvegarde ne contient pas de clé maîtresse.');
  const there = readMasterKeyFile(path);
  if (there === null) return place(path, saved);
  if (holds(there, wanted)) return;
  throw new MasterKeyError(
    `${path} contient une autre clé maîtresse que celle de cette sauvegarde, ou une plus ancienne : ` +
      'indiquez un autre fichier par JALONS_MASTER_KEY_FILE.',
  );
}

function place(path: string, saved: string): void {
  try {
    placeMasterKeyFile(path, saved);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || code === 'ENOSPC') throw error;
    throw new MasterKeyError(
      `La clé maîtresse ne peut pas être écrite dans ${path} (${code}) : créez son dossier, ou ouvrez-le en écriture.`,
    );
  }
}

function holds(there: MasterKeyMaterial, wanted: MasterKeyMaterial): boolean {
  const same = ([version, key]: readonly [number, Buffer]) => there.versions.get(version)?.equals(key) === true;
  return there.secret.equals(wanted.secret) && [...wanted.versions].every(same);
}
