import { chmodSync, mkdirSync } from 'node:fs';
import { bootstrap, EmbeddedPostgres, migrate, type ConnectionUrls } from '@jalons/database';
import { temporaryFolder } from './temporary-folder.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface BenchServer {
  readonly urls: ConnectionUrls;
  stop(): Promise<void>;
}

/**
 * A migrated database on a server of its own: the binaries and settings of the product, fsync on. A bench that is
 * interrupted stops it, and leaves nothing behind.
 * @param keep a folder that outlives the bench, so that what it holds is there the next time; a throw-away one by default
 */
export async function startBenchServer(keep?: string): Promise<BenchServer> {
  if (keep !== undefined) mkdirSync(keep, { recursive: true });
  const own = keep === undefined ? temporaryFolder('jalons-bench-') : undefined;
  const folder = own?.path ?? keep!;
  // The server may run as another user, which has to reach its data below this folder.
  chmodSync(folder, 0o711);
  const server = await EmbeddedPostgres.start({ folder, settings: { max_connections: '200' } });
  const urls = server.urls();
  await bootstrap(urls.admin, { passwords: server.passwords });
  await migrate(urls.owner);
  const stop = async () => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
    await server.stop();
    own?.remove();
  };
  const interrupted = () => void stop().finally(() => process.exit(1));
  for (const signal of SIGNALS) process.once(signal, interrupted);
  return { urls, stop };
}
