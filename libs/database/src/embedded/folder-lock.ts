import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-error.js';
import { isAlive, processBirth } from './process-identity.js';

interface Holder {
  readonly pid: number;
  readonly birth: string | undefined;
  readonly token: string;
}

/** Releases the lock; safe to call twice. */
export type ReleaseLock = () => void;

const ATTEMPTS = 5;

/**
 * Takes the folder for this process, or says who has it. A lock whose process is gone is taken over: whoever first
 * links the name derived from the dead holder's token may remove it, so two starts never both believe to be first.
 */
export function lockFolder(file: string): ReleaseLock {
  const mine: Holder = { pid: process.pid, birth: processBirth(process.pid), token: randomUUID() };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (place(file, mine)) {
      return () => {
        if (readHolder(file)?.token === mine.token) rmSync(file, { force: true });
      };
    }
    const holder = readHolder(file);
    if (holder === undefined) continue;
    if (lives(holder)) throw locked(file, holder.pid);
    const claim = `${file}.${holder.token}`;
    if (place(claim, mine)) {
      if (readHolder(file)?.token === holder.token) rmSync(file, { force: true });
      rmSync(claim, { force: true });
      continue;
    }
    const rival = readHolder(claim);
    if (rival !== undefined && !lives(rival)) rmSync(claim, { force: true });
  }
  throw locked(file, readHolder(file)?.pid);
}

/** True while a living process holds the folder. */
export function isFolderHeld(file: string): boolean {
  const holder = readHolder(file);
  return holder !== undefined && lives(holder);
}

/** Writes the whole content under a name that must not exist yet: `link` is atomic where "create, then write" is not. */
function place(file: string, holder: Holder): boolean {
  const temporary = `${file}.${randomUUID()}.tmp`;
  writeFileSync(temporary, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(temporary);
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof SyntaxError) return { pid: 0, birth: undefined, token: 'unreadable' };
    throw error;
  }
}

function lives({ pid, birth }: Holder): boolean {
  if (pid === 0 || !isAlive(pid)) return false;
  const now = processBirth(pid);
  return birth === undefined || now === undefined || birth === now;
}

function locked(file: string, pid: number | undefined): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'locked',
    `Ce dossier de données est déjà ouvert par Jalons (processus ${pid ?? 'inconnu'}). ` +
      `Arrêtez-le d'abord, ou choisissez un autre dossier par JALONS_DATA. (Verrou : ${file})`,
  );
}
