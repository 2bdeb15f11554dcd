import { availableParallelism } from 'node:os';
import { createPool, ScopedDatabase } from '@jalons/database';
import { EventTypeRegistry } from '@jalons/event-log';
import { systemClock, type Clock } from '@jalons/http';
import { SessionEndings } from '@jalons/identity';
import { loadNomenclatures, type NomenclatureCatalogue } from '@jalons/kernel';
import { PostgresAccessJournal, type AccessJournal } from '@jalons/privacy';
import { CheckpointProgress, projectionStatus, type ProjectionStatus } from '@jalons/projections';
import { opening } from './closers.js';
import { openEventSide, type EventSide } from './event-side.js';
import { eventTypes } from './event-types.js';
import { urlOf, type Storage } from './storage.js';

/** What a process that answers requests rests on. */
export interface ApiEngine {
  readonly events: EventSide;
  /** Read models under the session of each request. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly progress: CheckpointProgress;
  readonly endings: SessionEndings;
  readonly idSecret: Uint8Array;
  readonly codes: NomenclatureCatalogue;
  readonly clock: Clock;
  /** The zone that counts days where no territory says another. */
  readonly zone: string;
  /** Profiles of imports beside the format of this product. */
  readonly profilesFolder: string;
  /** How the read models stand, whichever process feeds them; rejects while the database does not answer. */
  projections(): Promise<readonly ProjectionStatus[]>;
  close(): Promise<void>;
}

export const ZONE = 'Europe/Paris';
/**
 * Two for each processor: more of them take it from each other, and the slowest pages get slower (docs/benchmarks.md).
 * Four at least, so that long answers leave room for short ones.
 */
export const READ_CONNECTIONS = Math.max(4, 2 * availableParallelism());

/** Opens log, keys and read models under the api's role. */
export function openApiEngine(storage: Storage): Promise<ApiEngine> {
  return opening(async (closers) => {
    const url = urlOf(storage.urls, 'api');
    const events = await openEventSide(storage, 'api', new EventTypeRegistry(eventTypes));
    closers.add(() => events.close());
    const pool = createPool(url, { name: 'jalons-api', max: READ_CONNECTIONS, pipeline: true });
    closers.add(() => pool.end());
    const duties = createPool(url, { name: 'jalons-api-duties', max: 2 });
    closers.add(() => duties.end());
    const progress = CheckpointProgress.open({ url });
    closers.add(() => progress.close());
    const endings = SessionEndings.open({ url });
    closers.add(() => endings.close());
    return {
      ...{ events, progress, endings, zone: ZONE, clock: systemClock, idSecret: storage.masterKey.idSecret },
      profilesFolder: storage.settings.profilesFolder,
      database: new ScopedDatabase(pool),
      journal: new PostgresAccessJournal(duties),
      codes: loadNomenclatures(),
      projections: () => projectionStatus(duties),
      close: () => closers.closeAll(),
    };
  });
}
