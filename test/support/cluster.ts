import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import pg from 'pg';
import { EmbeddedPostgres, bootstrap, dataFolder, migrate } from '@jalons/database';
import { seededIn } from './seeded-values.js';

export const TEMPLATE = 'jalons_template';

export interface TestCluster {
  /** Strings of the template database; a test database has the same ones but for its name. */
  readonly urls: ReturnType<EmbeddedPostgres['urls']>;
  /** Rejects where the log of the server holds a personal value that a spec used (see seeded-values.ts). */
  stop(): Promise<void>;
}

/** One throw-away server for a whole run, with the migrated template that each test database is cloned from. */
export async function startTestCluster(): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-test-'));
  chmodSync(folder, 0o711);
  const server = await EmbeddedPostgres.start({
    folder,
    durable: false,
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      // Statistics come from ANALYZE where a spec needs them, never by chance; the template has no visitor either.
      autovacuum: 'off',
    },
  });
  const guard = stopWhenKilled(server.pid ?? 0, folder);
  try {
    const urls = server.urls(TEMPLATE);
    await bootstrap(urls.admin, { passwords: server.passwords, database: TEMPLATE });
    await migrate(urls.owner);
    const admin = new pg.Client({ connectionString: server.urls('postgres').admin });
    await admin.connect();
    await admin.query(`ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true`);
    await admin.end();
    return {
      urls,
      stop: async () => {
        guard.release();
        await server.stop();
        const leaked = leakedTo(dataFolder(folder).postgresLogs);
        rmSync(folder, { recursive: true, force: true });
        if (leaked.length > 0) throw new Error(`the log of the database server holds: ${leaked.join(', ')}`);
      },
    };
  } catch (error) {
    guard.release();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function leakedTo(logs: string): readonly string[] {
  return seededIn(Buffer.concat(readdirSync(logs).map((name) => readFileSync(join(logs, name)))));
}

/** A run that is killed must not leave a server behind: a shell waits for the end of its input, which is our end. */
function stopWhenKilled(pid: number, folder: string): { release(): void } {
  const script = 'read -r word; [ "$word" = released ] || { kill -INT "$1"; sleep 2; rm -rf "$2"; }';
  const shell = spawn('sh', ['-c', script, 'sh', String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  return { release: () => shell.stdin.end('released\n') };
}
