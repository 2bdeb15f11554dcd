import { existsSync, realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { connectionUrls, type ConnectionUrls } from '../connections/connection-urls.js';
import { ADMIN_USER } from './cluster.js';
import { dataFolder } from './data-folder.js';
import { isFolderHeld } from './folder-lock.js';
import { ensurePasswords } from './passwords.js';
import { readPostmasterFile } from './postmaster-file.js';

const POLL_MS = 50;

/** True where a data folder holds an installation, running or not. */
export function isInstalled(folder: string): boolean {
  return existsSync(dataFolder(folder).postgres);
}

/**
 * The connection strings of the database that a process of Jalons keeps running on this folder, for another process
 * beside it: undefined where nobody holds the folder. Waits for a server that is only starting.
 */
export async function attachEmbeddedDatabase(path: string, database = 'jalons'): Promise<ConnectionUrls | undefined> {
  if (!existsSync(path)) return undefined;
  const folder = dataFolder(realpathSync(path));
  while (isFolderHeld(folder.lock)) {
    const server = readPostmasterFile(folder.postgres);
    if (server?.ready === true && server.port !== undefined) {
      const address = { host: '127.0.0.1', port: server.port, database };
      return connectionUrls(address, ADMIN_USER, ensurePasswords(folder.secrets));
    }
    await delay(POLL_MS);
  }
  return undefined;
}
