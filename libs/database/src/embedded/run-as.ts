import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.js';

/**
 * How PostgreSQL, which refuses to run as root, is run: as the user of this process, as another user, or as root
 * seen as `nobody` inside a user namespace of its own.
 */
export interface RunAs {
  readonly kind: 'self' | 'user' | 'namespace';
  /** Owner that the files of the cluster must have, when it is not simply this process's. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Program and arguments that run a command in this way. */
  wrap(program: string, args: readonly string[]): { readonly program: string; readonly args: readonly string[] };
}

const NAMESPACE = ['--user', '--map-user=65534', '--map-group=65534', '--'];

const direct = (program: string, args: readonly string[]) => ({ program, args });

/**
 * Chooses for this process and folder. Another user needs to pass through every folder above; below a folder that
 * only root may enter (0700, as /root) the namespace is left, where the kernel allows it.
 * @param binaries a program that must be runnable
 * @param folder the data folder, which exists
 */
export function chooseRunAs(binaries: string, folder: string): RunAs {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { kind: 'self', wrap: direct };
  for (const name of ['postgres', 'nobody']) {
    const owner = lookUpUser(name);
    if (owner !== undefined && canRun(owner, binaries, folder)) return { kind: 'user', owner, wrap: direct };
  }
  if (namespaceWorks(binaries, folder)) {
    return {
      kind: 'namespace',
      owner: { uid: 0, gid: 0 },
      wrap: (program, args) => ({ program: 'unshare', args: [...NAMESPACE, program, ...args] }),
    };
  }
  throw new EmbeddedPostgresError(
    'no-user',
    `PostgreSQL refuse de tourner sous root, et aucun autre utilisateur ne peut entrer dans ${folder} ou lire ${binaries}. ` +
      'Au choix : lancez Jalons avec un compte ordinaire ; placez le dossier de données ailleurs ' +
      '(JALONS_DATA=/var/lib/jalons) ; ou donnez un serveur PostgreSQL par DATABASE_URL.',
  );
}

/** Gives a tree to the user that will run PostgreSQL: a folder may have been used by another one before. */
export function giveTo(owner: RunAs['owner'], path: string): void {
  if (owner === undefined) return;
  const stat = lstatSync(path);
  if (stat.uid !== owner.uid || stat.gid !== owner.gid) chownSync(path, owner.uid, owner.gid);
  if (!stat.isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) giveTo(owner, join(path, entry.name));
  }
}

function lookUpUser(name: string): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    const owner = { uid: id('-u'), gid: id('-g') };
    return owner.uid > 0 && owner.gid >= 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}

function canRun(owner: { uid: number; gid: number }, binaries: string, folder: string): boolean {
  // `cd` needs the right to pass through every folder above; the program needs its libraries readable too.
  const probe = spawnSync('sh', ['-c', 'cd "$1" && "$2" --version', 'sh', folder, binaries], {
    uid: owner.uid,
    gid: owner.gid,
    stdio: 'ignore',
  });
  return probe.status === 0;
}

function namespaceWorks(binaries: string, folder: string): boolean {
  const probe = spawnSync('unshare', [...NAMESPACE, 'sh', '-c', 'cd "$1" && "$2" --version', 'sh', folder, binaries], {
    stdio: 'ignore',
  });
  return probe.status === 0;
}
