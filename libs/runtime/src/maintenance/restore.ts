import { dataFolder, isInstalled, openEmbeddedDatabase } from '@jalons/database';
import { EventTypeRegistry } from '@jalons/event-log';
import { systemClock } from '@jalons/http';
import { dateAt } from '@jalons/kernel';
import { provideMasterKey } from '@jalons/privacy';
import { untilDone } from '../administration/until-done.js';
import { BackupError } from '../backup/backup-error.js';
import { checkBackup } from '../backup/check-backup.js';
import { eraseAgain } from '../backup/erase-again.js';
import { markComplete, markIncomplete } from '../backup/incomplete.js';
import { readKeyFile } from '../backup/key-file.js';
import { restoreBackup } from '../backup/restore-backup.js';
import { ConfigurationError, type Configuration } from '../configuration/configuration.js';
import { ZONE } from '../engine/api-engine.js';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { openEmbeddedStorage, urlOf } from '../engine/storage.js';
import { openWorkerEngine } from '../engine/worker-engine.js';

export interface RestoreSource {
  readonly logFile: string;
  readonly keyFile: string;
  readonly passphrase: string;
  /** Told of the events that are in the log. */
  readonly onProgress?: (events: number) => void;
}

export interface RestoreDone {
  readonly events: number;
  /** People erased since the log was saved, erased again. */
  readonly erasedAgain: number;
}

const PATIENCE_MS = 60 * 60_000;

/** Fills an empty data folder from a backup and rebuilds its read models; a folder left half-way never starts. */
export async function restore(
  configuration: Configuration,
  source: RestoreSource,
  onMessage: (message: string) => void,
): Promise<RestoreDone> {
  const { dataFolder: folder, databaseUrl, eventStoreUrl, masterKeyFile } = configuration;
  if (databaseUrl !== undefined || eventStoreUrl !== undefined) {
    throw new ConfigurationError(
      'La restauration se fait dans un dossier de données : ôtez DATABASE_URL et EVENTSTORE_URL.',
    );
  }
  if (isInstalled(folder))
    throw new BackupError(`${folder} contient déjà une installation : choisissez un dossier vide.`);
  const keys = readKeyFile(source.keyFile, source.passphrase);
  await checkBackup(source.logFile, keys);
  if (masterKeyFile !== undefined) provideMasterKey(masterKeyFile, keys.masterKey);
  const hooks = { onMessage, onLost: () => onMessage('La base de données s’est arrêtée.') };
  markIncomplete(folder);
  const events = await untilDone(async (closers) => {
    const { server, urls } = await openEmbeddedDatabase({ folder, ...hooks });
    closers.add(() => server.stop());
    const { secrets: secretsFolder } = dataFolder(folder);
    const { onProgress } = source;
    return restoreBackup(source.logFile, keys, {
      ...{ ownerUrl: urls.owner, secretsFolder },
      ...(masterKeyFile !== undefined && { masterKeyFile }),
      ...(onProgress !== undefined && { onProgress }),
    });
  });
  const erasedAgain = await complete(configuration, hooks);
  markComplete(folder);
  return { events, erasedAgain };
}

/** Erases again whom the keys say erased, then folds the whole log into the read models. */
function complete(configuration: Configuration, hooks: Parameters<typeof openEmbeddedStorage>[1]): Promise<number> {
  return untilDone(async (closers) => {
    const storage = await openEmbeddedStorage(configuration, hooks);
    closers.add(() => storage.close());
    const { log, store, close } = await openEventSide(storage, 'cli', new EventTypeRegistry(eventTypes));
    closers.add(close);
    const { idSecret } = storage.masterKey;
    const today = dateAt(systemClock.now(), ZONE);
    const erased = await eraseAgain({ log, store, idSecret, today, ownerUrl: urlOf(storage.urls, 'owner') });
    const head = await log.head();
    const worker = await openWorkerEngine(storage, () => {});
    closers.add(worker.close);
    const names = (await worker.projections()).map(({ name }) => name);
    if (head !== null) await worker.runner.waitFor(names, head.position, PATIENCE_MS);
    return erased;
  });
}
