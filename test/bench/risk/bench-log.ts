import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionUrls } from '@jalons/database';
import { openStore, type OpenedStore } from '../../support/event-store.js';
import { RISK_DEFINITIONS } from '../../support/risk/definitions.js';
import { startBenchServer } from '../support/server.js';

/** An empty log on a server of its own, opened as a worker does. */
export interface BenchLog {
  readonly urls: ConnectionUrls;
  readonly secretsFolder: string;
  readonly store: OpenedStore;
  close(): Promise<void>;
}

export async function openBenchLog(): Promise<BenchLog> {
  const server = await startBenchServer();
  const secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-bench-keys-'));
  const { urls } = server;
  const store = await openStore({ urls, secretsFolder, definitions: RISK_DEFINITIONS, role: 'worker' });
  return {
    ...{ urls, secretsFolder, store },
    close: async () => {
      await store.close();
      await server.stop();
      rmSync(secretsFolder, { recursive: true });
    },
  };
}
