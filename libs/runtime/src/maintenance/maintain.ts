import { dataFolder } from '@jalons/database';
import { EventTypeRegistry } from '@jalons/event-log';
import { masterKeyPath } from '@jalons/privacy';
import type { ProjectionRunner } from '@jalons/projections';
import { reach } from '../administration/reach.js';
import { untilDone } from '../administration/until-done.js';
import { writeBackup, type BackupDone, type BackupTarget } from '../backup/write-backup.js';
import type { Configuration } from '../configuration/configuration.js';
import { openEventSide, type EventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { urlOf, type Storage } from '../engine/storage.js';
import { openWorkerEngine } from '../engine/worker-engine.js';
import { verifyLog, type LogVerification } from '../verify/verify-log.js';

/** Work on a whole installation, with the product running or stopped. */
export interface Maintenance {
  /** Read models of every process; `rebuild` and `verify` fold them anew, as a worker: opened when first asked for. */
  runner(): Promise<ProjectionRunner>;
  /** Throws ConfigurationError where `runner` would for want of an address, before any long work is begun. */
  assertRunner(): void;
  verifyLog(onProgress: (events: number) => void): Promise<LogVerification>;
  backup(target: BackupTarget): Promise<BackupDone>;
}

/** Opens an installation for one piece of maintenance; whatever happens, nothing is left running that was not before. */
export function maintain<Result>(
  configuration: Configuration,
  onMessage: (message: string) => void,
  work: (maintenance: Maintenance) => Promise<Result>,
): Promise<Result> {
  return untilDone(async (closers) => {
    const reached = await reach(configuration, onMessage, closers);
    const { storage } = reached;
    const registry = new EventTypeRegistry(eventTypes);
    const events = await openEventSide(storage, 'cli', registry);
    closers.add(() => events.close());
    let { worker } = reached;
    const assertRunner = () => {
      if (worker === undefined) for (const role of ['owner', 'worker'] as const) urlOf(storage.urls, role);
    };
    return work({
      assertRunner,
      runner: async () => {
        assertRunner();
        if (worker === undefined) {
          worker = await openWorkerEngine(storage, () => {});
          closers.add(worker.close);
        }
        return worker.runner;
      },
      verifyLog: (onProgress) => verifyLog({ ...partsOf(configuration, events, registry), onProgress }),
      backup: (target) => writeBackup({ ...events, ...backupSource(configuration, storage) }, target),
    });
  });
}

function partsOf({ eventStoreUrl }: Configuration, { log, keys, codec }: EventSide, registry: EventTypeRegistry) {
  const isKnownType = (type: string) => registry.find(type) !== undefined;
  return { log, keys, codec, isKnownType, gapless: eventStoreUrl === undefined };
}

function backupSource({ dataFolder: folder, masterKeyFile: file }: Configuration, { urls }: Storage) {
  const masterKeyFile = masterKeyPath({ secretsFolder: dataFolder(folder).secrets, file });
  return { ownerUrl: urlOf(urls, 'owner'), masterKeyFile };
}
