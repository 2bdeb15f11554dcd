import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { giveTo, type RunAs } from './run-as.js';
import { serverEnvironment } from './server-settings.js';

export const ADMIN_USER = 'postgres';

export interface ClusterOptions {
  readonly dataFolder: string;
  readonly binaries: PostgresBinaries;
  readonly runAs: RunAs;
  readonly adminPassword: string;
  /** False for throw-away clusters: nothing is flushed to disk. */
  readonly durable: boolean;
}

/**
 * Makes the cluster at the first start and checks it at the next ones. A cluster is built beside its place and
 * renamed when whole, so that a start killed half-way leaves nothing that looks like one.
 */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  const { dataFolder, runAs, binaries } = options;
  if (existsSync(dataFolder)) {
    checkMajor(dataFolder, binaries.major);
    giveTo(runAs.owner, dataFolder);
    return;
  }
  const building = `${dataFolder}.new`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { mode: 0o700 });
  try {
    await initdb(building, options);
    renameSync(join(building, 'data'), dataFolder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

/** Refuses a cluster of another major version: PostgreSQL cannot read it, and the package holds no pg_upgrade. */
export function checkMajor(dataFolder: string, major: number): void {
  let found: string;
  try {
    found = readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8').trim();
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'not-ours',
      `${dataFolder} n'est pas un dossier PostgreSQL lisible par ce compte. ` +
        'Vérifiez à qui il appartient, ou choisissez un autre dossier par JALONS_DATA.',
      { cause },
    );
  }
  if (found === String(major)) return;
  throw new EmbeddedPostgresError(
    'other-major',
    `Le dossier de données ${dataFolder} vient de PostgreSQL ${found} ; cette version de Jalons porte PostgreSQL ${major}. ` +
      'Rien n’a été modifié. Exportez le journal avec la version de Jalons qui a créé ce dossier (« jalons export »), ' +
      'puis importez-le dans un dossier neuf avec celle-ci (« jalons import »).',
  );
}

async function initdb(building: string, options: ClusterOptions): Promise<void> {
  const { runAs, binaries } = options;
  const passwordFile = join(building, 'password');
  writeFileSync(passwordFile, `${options.adminPassword}\n`, { mode: 0o600 });
  if (runAs.owner !== undefined) {
    chownSync(building, runAs.owner.uid, runAs.owner.gid);
    chownSync(passwordFile, runAs.owner.uid, runAs.owner.gid);
  }
  const command = runAs.wrap(binaries.initdb, [
    `--pgdata=${join(building, 'data')}`,
    `--username=${ADMIN_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    // Without LANG initdb would choose SQL_ASCII; French order comes from ICU collations, column by column.
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
    ...(options.durable ? [] : ['--no-sync']),
  ]);
  const child = spawn(command.program, command.args, {
    cwd: building,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(runAs.kind === 'user' ? runAs.owner : {}),
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-4_000)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new EmbeddedPostgresError(
      'init-failed',
      `La base embarquée n'a pas pu être créée dans ${building} (initdb, code ${code}). ${stderr.trim()}`,
    );
  }
}
