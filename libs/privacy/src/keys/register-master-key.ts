import type pg from 'pg';
import { REGISTER_MASTER } from './key-statements.js';
import { MasterKeyError, type MasterKey } from './master-key.js';

/**
 * Checks that each version of the master key is the one that this database was used with, and notes new ones.
 * Throws MasterKeyError: going on would wrap keys that nobody opens again.
 */
export async function registerMasterKey(pool: pg.Pool | pg.ClientBase, masterKey: MasterKey): Promise<void> {
  for (const version of masterKey.versions) {
    const fingerprint = masterKey.fingerprint(version);
    const { rows } = await pool.query<{ fingerprint: Buffer }>(REGISTER_MASTER, [version, fingerprint]);
    if (rows[0]?.fingerprint.equals(fingerprint) !== true) {
      throw new MasterKeyError(
        `La clé maîtresse (version ${version}) n'est pas celle de cette base : rétablissez le fichier de la sauvegarde des clés.`,
      );
    }
  }
}
