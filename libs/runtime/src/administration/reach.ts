import { EmbeddedPostgresError, isInstalled } from '@jalons/database';
import { refuseIncomplete } from '../backup/incomplete.js';
import { ConfigurationError, type Configuration } from '../configuration/configuration.js';
import type { Closers } from '../engine/closers.js';
import { attachStorage, connectStorage, openEmbeddedStorage, type Storage } from '../engine/storage.js';
import { openWorkerEngine, type WorkerEngine } from '../engine/worker-engine.js';

export interface Reached {
  readonly storage: Storage;
  /** Opened here where nobody else feeds the read models. */
  readonly worker?: WorkerEngine;
}

/**
 * The installation of a configuration, beside the product where it runs, on the data folder itself where it does not.
 * @param ifNone what is done where there is none: refused, unless the work may begin with an empty installation
 */
export async function reach(
  configuration: Configuration,
  onMessage: (message: string) => void,
  closers: Closers,
  ifNone: 'refuse' | 'initialise' = 'refuse',
): Promise<Reached> {
  const { databaseUrl, dataFolder } = configuration;
  if (databaseUrl !== undefined) return { storage: connectStorage(configuration, 'cli') };
  if (ifNone === 'refuse' && !isInstalled(dataFolder)) {
    throw new ConfigurationError(
      `Aucune installation dans ${dataFolder} : lancez d’abord npm start, ou indiquez un autre dossier par JALONS_DATA.`,
    );
  }
  refuseIncomplete(dataFolder);
  const running = await attachStorage(configuration);
  if (running !== undefined) return { storage: running };
  const onLost = () => onMessage('La base de données s’est arrêtée et n’a pas pu repartir.');
  try {
    const storage = await openEmbeddedStorage(configuration, { onMessage, onLost });
    closers.add(() => storage.close());
    const worker = await openWorkerEngine(storage, () => {});
    closers.add(() => worker.close());
    return { storage, worker };
  } catch (error) {
    // The product was started in between.
    const started = isHeld(error) ? await attachStorage(configuration) : undefined;
    if (started === undefined) throw error;
    return { storage: started };
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof EmbeddedPostgresError && error.code === 'locked';
}
