import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectionUrls, type ConnectionUrls } from '../connections/connection-urls.js';
import { locateBinaries, type PostgresBinaries } from './binaries.js';
import { ADMIN_USER, ensureCluster } from './cluster.js';
import { createDataFolder, dataFolder, type DataFolder } from './data-folder.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { lockFolder, type ReleaseLock } from './folder-lock.js';
import { chooseFreePort, isPortFree } from './free-port.js';
import { ensurePasswords, writePrivateFile, type ServerPasswords } from './passwords.js';
import { launchPostmaster, startOutput, stopProcess, untilReady, type Postmaster } from './postmaster.js';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.js';
import { chooseRunAs, giveTo, type RunAs } from './run-as.js';
import { serverSettings, type ServerSettings } from './server-settings.js';

export interface EmbeddedPostgresOptions {
  /** The data folder of the product (JALONS_DATA). */
  readonly folder: string;
  /** Settings of postgresql.conf over the supervisor's own. */
  readonly settings?: ServerSettings;
  /** False for throw-away clusters. */
  readonly durable?: boolean;
  /** What happens, in French, for the terminal or the log; never a secret. */
  readonly onMessage?: (message: string) => void;
  /** The server ended and could not be started again: the product must stop. */
  readonly onLost?: (error: EmbeddedPostgresError) => void;
}

const START_ATTEMPTS = 10;
const STOP_PATIENCE_MS = 60_000;
const CRASHES_BEFORE_GIVING_UP = 8;
const CRASH_WINDOW_MS = 60_000;

/**
 * The embedded PostgreSQL under our own supervision (architecture.md § 1): started in its own session, watched,
 * started again after a crash on the same port, and stopped last by whoever started it.
 */
export class EmbeddedPostgres {
  private postmaster: Postmaster | undefined;
  private stopping = false;
  private supervision: Promise<void> = Promise.resolve();
  private readonly wake = new AbortController();

  private constructor(
    private readonly options: EmbeddedPostgresOptions,
    private readonly folder: DataFolder,
    private readonly binaries: PostgresBinaries,
    private readonly runAs: RunAs,
    private readonly release: ReleaseLock,
    readonly passwords: ServerPasswords,
    private boundPort: number,
  ) {}

  /** Opens the data folder, making it at the first start, and returns when the server takes connections. */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    createDataFolder(dataFolder(options.folder));
    // One spelling of the path, so that a server left behind is recognised whatever link led here.
    const folder = dataFolder(realpathSync(options.folder));
    const binaries = locateBinaries();
    const release = lockFolder(folder.lock);
    try {
      await stopLeftover(folder, options.onMessage);
      const runAs = chooseRunAs(binaries.postgres, folder.root);
      const passwords = ensurePasswords(folder.secrets);
      giveTo(runAs.owner, folder.postgresLogs);
      await ensureCluster({
        dataFolder: folder.postgres,
        binaries,
        runAs,
        adminPassword: passwords.admin,
        durable: options.durable ?? true,
      });
      const port = await chooseFreePort(rememberedPort(folder));
      const server = new EmbeddedPostgres(options, folder, binaries, runAs, release, passwords, port);
      await server.launch(true);
      server.supervision = server.supervise();
      return server;
    } catch (error) {
      release();
      throw error;
    }
  }

  get port(): number {
    return this.boundPort;
  }

  /** Process id of the server now running; for diagnosis and tests. */
  get pid(): number | undefined {
    return this.postmaster?.pid;
  }

  /** The connection strings of each role on one database of this server. */
  urls(database = 'jalons'): ConnectionUrls {
    return connectionUrls({ host: '127.0.0.1', port: this.boundPort, database }, ADMIN_USER, this.passwords);
  }

  /** Stops the server cleanly and frees the folder. To be called last, when nobody uses the database any more. */
  async stop(): Promise<void> {
    if (!this.stopping) {
      this.stopping = true;
      this.wake.abort();
      const running = this.postmaster;
      running?.hold();
      if (running !== undefined && !(await stopProcess(running.pid, STOP_PATIENCE_MS))) {
        throw new EmbeddedPostgresError('stop-failed', `PostgreSQL (processus ${running.pid}) ne s'arrête pas.`);
      }
    }
    await this.supervision;
    this.release();
  }

  /** Starts the server; a port taken in between is replaced at the first start, waited for after a crash. */
  private async launch(mayMove: boolean): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const settings = serverSettings(this.folder, this.boundPort, this.options.settings);
      const postmaster = launchPostmaster(this.folder, this.binaries, this.runAs, settings);
      this.postmaster = postmaster;
      if (await untilReady(this.folder, postmaster)) break;
      this.postmaster = undefined;
      if (this.stopping) return;
      if (attempt === START_ATTEMPTS) {
        throw new EmbeddedPostgresError(
          'start-failed',
          `PostgreSQL ne démarre pas dans ${this.folder.postgres}. ${startOutput(this.folder)} (journaux : ${this.folder.logs})`,
        );
      }
      if (mayMove && !(await isPortFree(this.boundPort))) this.boundPort = await chooseFreePort();
      // Server processes of a killed postmaster leave within moments; until then its memory is "still in use".
      await this.pause(100 * attempt);
    }
    writePrivateFile(this.folder.port, `${this.boundPort}\n`);
  }

  private async supervise(): Promise<void> {
    let crashes: number[] = [];
    while (this.postmaster !== undefined) {
      const exit = await this.postmaster.exited;
      this.postmaster = undefined;
      if (this.stopping) return;
      crashes = [...crashes.filter((at) => performance.now() - at < CRASH_WINDOW_MS), performance.now()];
      this.options.onMessage?.(
        `PostgreSQL s'est arrêté de façon inattendue (${exit.signal ?? `code ${exit.code}`}) ; redémarrage.`,
      );
      try {
        if (crashes.length > CRASHES_BEFORE_GIVING_UP) {
          throw new EmbeddedPostgresError(
            'gave-up',
            `PostgreSQL s'est arrêté ${crashes.length} fois en une minute. Journaux : ${this.folder.logs}`,
          );
        }
        await this.launch(false);
        if (!this.stopping) this.options.onMessage?.('PostgreSQL a redémarré.');
      } catch (error) {
        this.options.onLost?.(error as EmbeddedPostgresError);
        return;
      }
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.wake.signal }).catch(() => {});
  }
}

/**
 * A server whose parent was killed still runs on this folder: it is stopped, since only a parent is told of a crash.
 * A `postmaster.pid` that names a process of someone else is removed, or PostgreSQL would refuse to start.
 */
async function stopLeftover(folder: DataFolder, onMessage?: (message: string) => void): Promise<void> {
  const file = readPostmasterFile(folder.postgres);
  if (file === undefined) return;
  if (isPostmasterOf(file.pid, folder.postgres)) {
    onMessage?.(`Un PostgreSQL resté d'un arrêt brutal (processus ${file.pid}) est arrêté d'abord.`);
    if (!(await stopProcess(file.pid, STOP_PATIENCE_MS))) {
      throw new EmbeddedPostgresError(
        'stop-failed',
        `Un PostgreSQL resté d'un arrêt brutal (processus ${file.pid}) ne s'arrête pas. Arrêtez-le, puis recommencez.`,
      );
    }
    return;
  }
  rmSync(join(folder.postgres, 'postmaster.pid'), { force: true });
}

function rememberedPort(folder: DataFolder): number | undefined {
  try {
    const port = Number(readFileSync(folder.port, 'utf8'));
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}
