import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackupError } from './backup-error.js';

/** Notes, before anything is restored into a folder, that it is not whole. */
export function markIncomplete(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(markOf(folder), '');
}

export function markComplete(folder: string): void {
  rmSync(markOf(folder));
}

/** Throws where a restore into this folder was cut short: part of the log would pass for all of it. */
export function refuseIncomplete(folder: string): void {
  if (!existsSync(markOf(folder))) return;
  throw new BackupError(
    `La restauration dans ${folder} n'est pas allée à son terme : supprimez ce dossier, puis recommencez-la.`,
  );
}

function markOf(folder: string): string {
  return join(folder, 'restore-incomplete');
}
