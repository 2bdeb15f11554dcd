import { createPool, dataFolder, openEmbeddedDatabase, ScopedDatabase } from '@jalons/database';
import { systemClock, type Clock } from '@jalons/http';
import { loadNomenclatures, type NomenclatureCatalogue } from '@jalons/kernel';
import { openMasterKey, type MasterKey } from '@jalons/privacy';
import { openEventSide, type EventSide } from './event-side.js';
import { eventTypes } from './event-types.js';

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
  /** Read models under the session of each request. */
  readonly database: ScopedDatabase;
  /** Under the command line's role, for what no request may do. */
  readonly administration: ScopedDatabase;
  readonly masterKey: MasterKey;
  readonly codes: NomenclatureCatalogue;
  readonly clock: Clock;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
  /** Resolves when the log answers; rejects otherwise. */
  ping(): Promise<void>;
  /** Closes in the order that loses nothing: readers, log, then the database, last. */
  close(): Promise<void>;
}

const ZONE = 'Europe/Paris';
/** One connection serves some 1 000 short requests a second; two cores keep no more than this busy. */
const API_CONNECTIONS = 8;

/** Opens the data folder, made at the first start: PostgreSQL up, schema up to date, secrets read, log open. */
export async function openEngine({ folder, onMessage, onLost }: EngineOptions): Promise<Engine> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closeOne of closers.splice(0).toReversed()) await closeOne();
  };
  const { server, urls } = await openEmbeddedDatabase({ folder, onMessage, onLost });
  closers.push(() => server.stop());
  try {
    const masterKey = openMasterKey({ secretsFolder: dataFolder(folder).secrets });
    const api = await openEventSide({ url: urls.api, role: 'api', masterKey, definitions: eventTypes });
    closers.push(() => api.close());
    const scoped = (url: string, name: string, max: number) => {
      const pool = createPool(url, { name, max, pipeline: true });
      closers.push(() => pool.end());
      return new ScopedDatabase(pool);
    };
    return {
      api,
      database: scoped(urls.api, 'jalons-api', API_CONNECTIONS),
      administration: scoped(urls.cli, 'jalons-administration', 1),
      masterKey,
      codes: loadNomenclatures(),
      clock: systemClock,
      zone: ZONE,
      ping: async () => {
        await api.log.head();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
