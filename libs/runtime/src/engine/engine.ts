import { createPool, dataFolder, openEmbeddedDatabase, ScopedDatabase } from '@jalons/database';
import { systemClock, type Clock } from '@jalons/http';
import { loadNomenclatures, type NomenclatureCatalogue } from '@jalons/kernel';
import { EventTypeRegistry } from '@jalons/event-log';
import { openMasterKey, type MasterKey } from '@jalons/privacy';
import { ProjectionRunner } from '@jalons/projections';
import { openEventSide, type EventSide } from './event-side.js';
import { eventTypes } from './event-types.js';
import { projectionsOf } from './projections.js';

export interface EngineOptions {
  /** Folder of the embedded profile. */
  readonly folder: string;
  /** What happens, in French, for the terminal; never a secret. */
  readonly onMessage: (message: string) => void;
  /** The database ended and could not be started again: the process must stop. */
  readonly onLost: () => void;
}

/** The embedded profile, up: database, log and secrets of one process that is api and worker together. */
export interface Engine {
  readonly api: EventSide;
  readonly projections: ProjectionRunner;
  /** Read models under the session of each request. */
  readonly database: ScopedDatabase;
  /** Under the command line's role, for what no request may do. */
  readonly administration: ScopedDatabase;
  readonly masterKey: MasterKey;
  readonly codes: NomenclatureCatalogue;
  readonly clock: Clock;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
  /** Closes in the order that loses nothing: readers, log, then the database, last. */
  close(): Promise<void>;
}

const ZONE = 'Europe/Paris';
/** One connection serves some 1 000 short requests a second; two cores keep no more than this busy. */
const API_CONNECTIONS = 8;

/** Opens the data folder, made at the first start: PostgreSQL up, schema up to date, secrets read, log open. */
export async function openEngine({ folder, onMessage, onLost }: EngineOptions): Promise<Engine> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = () => closeAll(closers.splice(0).toReversed());
  const { server, urls } = await openEmbeddedDatabase({ folder, onMessage, onLost });
  closers.push(() => server.stop());
  try {
    const masterKey = openMasterKey({ secretsFolder: dataFolder(folder).secrets });
    const registry = new EventTypeRegistry(eventTypes);
    const side = async (role: 'api' | 'worker') => {
      const opened = await openEventSide({ url: urls[role], role, masterKey, registry });
      closers.push(() => opened.close());
      return opened;
    };
    const api = await side('api');
    const worker = await side('worker');
    const codes = loadNomenclatures();
    const runner = await ProjectionRunner.open({
      ...{ url: urls.worker, ownerUrl: urls.owner },
      ...{ store: worker.store, registry, projections: projectionsOf(codes) },
    });
    closers.push(() => runner.stop());
    worker.keys.onForget(() => runner.forget());
    runner.start();
    const scoped = (url: string, name: string, max: number) => {
      const pool = createPool(url, { name, max, pipeline: true });
      closers.push(() => pool.end());
      return new ScopedDatabase(pool);
    };
    return {
      api,
      projections: runner,
      database: scoped(urls.api, 'jalons-api', API_CONNECTIONS),
      administration: scoped(urls.cli, 'jalons-administration', 1),
      masterKey,
      codes,
      clock: systemClock,
      zone: ZONE,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One after the other; what fails to close does not leave the others open. */
async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
