import { readFileSync } from 'node:fs';
import { UsageError } from '../command-line/arguments.js';

/** The passphrase of the key file: from a file, or from JALONS_BACKUP_PASSPHRASE; never from the command line itself. */
export function passphraseOf(file: string | undefined): string {
  if (file !== undefined) return textOf(file);
  const given = process.env['JALONS_BACKUP_PASSPHRASE'];
  if (given === undefined || given === '') {
    throw new UsageError('Donnez la phrase secrète par --passphrase-file FICHIER ou par JALONS_BACKUP_PASSPHRASE.');
  }
  return given;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `--passphrase-file : ${file} ne peut pas être lu (${code}). Vérifiez son chemin et ses droits.`,
    );
  }
}
