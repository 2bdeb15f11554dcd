import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { SupervisedProcess } from './supervised-process.js';

/** A data folder of one case, below a path with spaces and accents, and the processes that open it. */
export class SupervisedFolder {
  readonly parent = mkdtempSync(join(tmpdir(), 'jalons supervisor é '));
  readonly folder = join(this.parent, 'data folder');
  private readonly processes: SupervisedProcess[] = [];

  constructor() {
    chmodSync(this.parent, 0o755);
  }

  /** Starts a process on the folder; `detached` gives it a process group of its own. */
  open(env?: NodeJS.ProcessEnv, detached?: boolean): SupervisedProcess {
    const started = new SupervisedProcess(this.folder, env, detached);
    this.processes.push(started);
    return started;
  }

  /** The content of a file below the folder, empty when it is not there. */
  read(...path: string[]): string {
    try {
      return readFileSync(join(this.folder, ...path), 'utf8');
    } catch {
      return '';
    }
  }

  /** Ends what the case left: its processes, then a server that survived them. */
  async remove(): Promise<void> {
    for (const started of this.processes.splice(0)) await started.kill('SIGTERM').catch(() => {});
    const pid = Number(this.read('postgres', 'postmaster.pid').split('\n')[0]);
    if (pid > 1 && pid !== process.pid) {
      try {
        process.kill(pid, 'SIGQUIT');
      } catch {
        // Gone already: the file of a killed server.
      }
    }
    rmSync(this.parent, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** The rows of one statement on a connection of its own. */
export async function queryOnce<Row extends pg.QueryResultRow>(url: string | undefined, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url ?? '' });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
