import { BackupError } from './backup-error.js';
import type { KeyFileContents } from './key-file.js';
import { readLogFile } from './log-file.js';

const PERSON = 'beneficiary-';

/**
 * Reads a log file to its end, against the keys that are to open it; to be called before anything is made of either.
 * The row of a key outlives the key (security.md § 3: keys marked destroyed): one that is not in the file at all was
 * made after the file was written, and a key that lives there while the log says its person erased was destroyed since.
 * Neither is an erasure: restored, the one would lose somebody, the other bring her back.
 * @throws BackupError where the log is not whole, or the keys are older than the log or of another installation
 */
export async function checkBackup(logFile: string, { keys }: KeyFileContents): Promise<void> {
  const lives = new Map(keys.map(({ keyId, wrapped }) => [keyId, wrapped !== null]));
  for await (const item of readLogFile(logFile)) {
    if ('rows' in item) continue;
    const { keyId, type, stream } = item.event;
    const brought = type === 'BeneficiaryErased' && lives.get(stream.slice(PERSON.length)) === true;
    if (brought || !lives.has(keyId)) throw olderKeys(logFile);
  }
}

function olderKeys(logFile: string): BackupError {
  return new BackupError(
    `${logFile} ne va pas avec ce fichier de clés, qui est plus ancien que le journal ou d’une autre installation : ` +
      'prenez celui du même jour, ou d’un jour plus récent.',
  );
}
