import { createPool, ScopedDatabase } from '@jalons/database';
import { createLogger } from '@jalons/http';
import { linkUrl, mandatesProjection, usersOf } from '@jalons/identity';
import { ApiModule } from '../api/api.module.js';
import { listen } from '../api/listen.js';
import { refuseIncomplete } from '../backup/incomplete.js';
import type { Configuration } from '../configuration/configuration.js';
import { openApiEngine, type ApiEngine } from '../engine/api-engine.js';
import { opening } from '../engine/closers.js';
import { openEmbeddedStorage, urlOf, type EmbeddedHooks, type Storage } from '../engine/storage.js';
import { openWorkerEngine } from '../engine/worker-engine.js';
import { startReactors } from '../worker/reactors.js';
import { inviteFirstAdmin } from './first-admin.js';

export interface RunningProduct {
  /** Where it answers. */
  readonly address: string;
  /** The page that opens the product to its first administrator; absent once somebody has an account. */
  readonly firstLink?: string;
  /** Stops taking requests, then closes the log and, last, the database. */
  close(): Promise<void>;
}

/** Starts the embedded profile: api, worker and database in this process. Whatever fails, nothing is left running. */
export function startProduct(configuration: Configuration, hooks: EmbeddedHooks): Promise<RunningProduct> {
  return opening(async (closers) => {
    refuseIncomplete(configuration.dataFolder);
    const storage = await openEmbeddedStorage(configuration, hooks);
    closers.add(() => storage.close());
    const logger = createLogger({ level: configuration.logLevel });
    const worker = await openWorkerEngine(storage, (notice) => logger.info(notice, 'projection'));
    closers.add(() => worker.close());
    const jobs = await startReactors(storage, worker, logger, configuration.mail);
    closers.add(() => jobs.close());
    const api = await openApiEngine(storage);
    closers.add(() => api.close());
    const { idSecret } = api;
    const module = ApiModule.of(api, configuration.publicUrl);
    const listening = await listen(module, configuration, { idSecret, pages: true });
    closers.add(() => listening.close());
    const { address } = listening;
    const firstLink = await firstLinkOf(storage, api, configuration.publicUrl ?? address);
    return { address, ...(firstLink !== undefined && { firstLink }), close: () => closers.closeAll() };
  });
}

/** How long the first mandate is waited for; the link is given all the same. */
const PATIENCE_MS = 30_000;

async function firstLinkOf(storage: Storage, api: ApiEngine, origin: string): Promise<string | undefined> {
  // Under the command line's role, for what no request may do.
  const pool = createPool(urlOf(storage.urls, 'cli'), { name: 'jalons-first-admin', max: 1, pipeline: true });
  try {
    const { idSecret, codes, clock, zone, events, progress } = api;
    const users = usersOf({ database: new ScopedDatabase(pool), idSecret });
    const link = await inviteFirstAdmin(users, {
      ...{ runner: events.runner, codes, clock, zone, idSecret },
      mandated: (position) => progress.waitFor([mandatesProjection.name], position, PATIENCE_MS),
    });
    return link && linkUrl(origin, link.token);
  } finally {
    await pool.end();
  }
}
