import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionUrls } from '@jalons/database';
import { openStore, type OpenedStore } from '../../support/event-store.js';
import { RISK_DEFINITIONS } from '../../support/risk/definitions.js';
import { startBenchServer } from '../support/server.js';

/** A log on a server of its own, opened as a worker does. */
export interface BenchLog {
  readonly urls: ConnectionUrls;
  readonly secretsFolder: string;
  readonly store: OpenedStore;
  close(): Promise<void>;
}

/** @param keep a folder where log and keys stay from one run to the next; an empty log that goes with it by default */
export async function openBenchLog(keep?: string): Promise<BenchLog> {
  const server = await startBenchServer(keep === undefined ? undefined : join(keep, 'server'));
  const secretsFolder = keep === undefined ? mkdtempSync(join(tmpdir(), 'jalons-bench-keys-')) : join(keep, 'keys');
  mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
  const { urls } = server;
  const store = await openStore({ urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
  return {
    ...{ urls, secretsFolder, store },
    close: async () => {
      await store.close();
      await server.stop();
      if (keep === undefined) rmSync(secretsFolder, { recursive: true });
    },
  };
}
