import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { BackupError } from './backup-error.js';

/** The two files of a backup, by path. */
export interface FilePair {
  readonly logFile: string;
  readonly keyFile: string;
}

const NOT_MADE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'EISDIR']);

/** Two files written beside those they become together: whatever happens before, an earlier pair stays whole. */
export class DraftPair implements FilePair {
  readonly logFile: string;
  readonly keyFile: string;

  private constructor(private readonly target: FilePair) {
    this.logFile = `${target.logFile}.part`;
    this.keyFile = `${target.keyFile}.part`;
  }

  /** Makes both, empty, readable by their owner alone; throws BackupError where nobody can write there. */
  static begin(target: FilePair): DraftPair {
    const pair = new DraftPair(target);
    make(pair.logFile);
    try {
      make(pair.keyFile);
    } catch (error) {
      rmSync(pair.logFile);
      throw error;
    }
    return pair;
  }

  /** Puts both, whole, in their place. Cut short between the two, the keys of now still open the log of before. */
  keep(): void {
    renameSync(this.keyFile, this.target.keyFile);
    renameSync(this.logFile, this.target.logFile);
  }

  /** Leaves nothing of what was not kept. */
  drop(): void {
    for (const draft of [this.logFile, this.keyFile]) rmSync(draft, { force: true });
  }
}

function make(file: string): void {
  try {
    rmSync(file, { force: true });
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !NOT_MADE.has(code)) throw error;
    throw new BackupError(
      `Rien ne peut être écrit dans ${dirname(file)} (${code}) : créez ce dossier, ou donnez-en un autre.`,
    );
  }
}
