import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where things are below the data folder (JALONS_DATA, `.jalons` by default). */
export interface DataFolder {
  readonly root: string;
  /** The cluster (PGDATA), owned by the user that runs PostgreSQL. */
  readonly postgres: string;
  /** 0700: passwords of the roles, master key. */
  readonly secrets: string;
  readonly logs: string;
  /** Logs of the server, written by its own user. */
  readonly postgresLogs: string;
  readonly lock: string;
  /** The port of the last start, taken again when free. */
  readonly port: string;
}

export function dataFolder(path: string): DataFolder {
  const root = resolve(path);
  return {
    root,
    postgres: join(root, 'postgres'),
    secrets: join(root, 'secrets'),
    logs: join(root, 'logs'),
    postgresLogs: join(root, 'logs', 'postgres'),
    lock: join(root, 'lock'),
    port: join(root, 'postgres.port'),
  };
}

/** Makes the folders that are missing. Others may pass through the root, never look into it or into the secrets. */
export function createDataFolder(folder: DataFolder): void {
  mkdirSync(folder.root, { recursive: true, mode: 0o711 });
  mkdirSync(folder.secrets, { recursive: true, mode: 0o700 });
  chmodSync(folder.secrets, 0o700);
  mkdirSync(folder.logs, { recursive: true, mode: 0o711 });
  mkdirSync(folder.postgresLogs, { recursive: true, mode: 0o700 });
}
