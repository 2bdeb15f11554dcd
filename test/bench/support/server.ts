import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, EmbeddedPostgres, migrate, type ConnectionUrls } from '@jalons/database';

export interface BenchServer {
  readonly urls: ConnectionUrls;
  stop(): Promise<void>;
}

/**
 * A migrated database on a server of its own: the binaries and settings of the product, fsync on.
 * @param keep a folder that outlives the bench, so that what it holds is there the next time; a throw-away one by default
 */
export async function startBenchServer(keep?: string): Promise<BenchServer> {
  if (keep !== undefined) mkdirSync(keep, { recursive: true });
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'jalons-bench-'));
  // The server may run as another user, which has to reach its data below this folder.
  chmodSync(folder, 0o711);
  const server = await EmbeddedPostgres.start({ folder, settings: { max_connections: '200' } });
  const urls = server.urls();
  await bootstrap(urls.admin, { passwords: server.passwords });
  await migrate(urls.owner);
  return {
    urls,
    stop: async () => {
      await server.stop();
      if (keep === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
