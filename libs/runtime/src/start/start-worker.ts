import { createLogger } from '@jalons/http';
import { listen } from '../api/listen.js';
import type { Configuration } from '../configuration/configuration.js';
import { opening } from '../engine/closers.js';
import { connectStorage } from '../engine/storage.js';
import { openWorkerEngine } from '../engine/worker-engine.js';
import { startReactors } from '../worker/reactors.js';
import { WorkerModule } from '../worker/worker.module.js';
import type { RunningProcess } from './start-api.js';

/** One of the workers of the distributed profile: leases hand each read model to one of them at a time. */
export function startWorker(configuration: Configuration): Promise<RunningProcess> {
  return opening(async (closers) => {
    const storage = connectStorage(configuration, 'worker');
    const logger = createLogger({ level: configuration.logLevel });
    const engine = await openWorkerEngine(storage, (notice) => logger.info(notice, 'projection'));
    closers.add(() => engine.close());
    const jobs = await startReactors(storage, engine, logger, configuration.mail);
    closers.add(() => jobs.close());
    const { idSecret } = storage.masterKey;
    const listening = await listen(WorkerModule.of(engine), configuration, { idSecret, pages: false });
    closers.add(() => listening.close());
    return { address: listening.address, close: () => closers.closeAll() };
  });
}
