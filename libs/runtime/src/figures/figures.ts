import { createPool, ScopedDatabase } from '@jalons/database';
import { EventTypeRegistry } from '@jalons/event-log';
import { systemClock } from '@jalons/http';
import {
  indicatorsOf,
  loadDefinitions,
  type CountedParcours,
  type FigureRequest,
  type IndicatorDefinition,
  type Indicators,
} from '@jalons/indicators';
import { loadNomenclatures, type Uuid } from '@jalons/kernel';
import { PostgresAccessJournal } from '@jalons/privacy';
import { CheckpointProgress } from '@jalons/projections';
import { reach } from '../administration/reach.js';
import { untilDone } from '../administration/until-done.js';
import type { Configuration } from '../configuration/configuration.js';
import { ZONE } from '../engine/api-engine.js';
import { openEventSide } from '../engine/event-side.js';
import { eventTypes } from '../engine/event-types.js';
import { urlOf } from '../engine/storage.js';
import { untilCounted } from './caught-up.js';
import { explained } from './explained.js';
import { zoneOfFigures } from './zone.js';

/** The figures of an installation, under the command line's role. */
export interface Figures {
  readonly indicators: Indicators;
  /** The parcours behind a figure; see {@link explained}. */
  explain(id: string, request: FigureRequest, zone: string): Promise<readonly CountedParcours[]>;
  /** The zone in which days are counted, of one territory or of all; throws as {@link zoneOfFigures} does. */
  zoneOf(territory?: Uuid): Promise<string>;
}

/** How long the facts are waited for. */
const PATIENCE_MS = 600_000;

/**
 * Opens an installation for questions about its figures, with the product running or stopped.
 * @throws DomainError `figures-late` where the facts do not catch up with the log
 */
export function withFigures<Result>(
  configuration: Configuration,
  onMessage: (message: string) => void,
  work: (figures: Figures) => Promise<Result>,
): Promise<Result> {
  return untilDone(async (closers) => {
    const { storage } = await reach(configuration, onMessage, closers);
    const pool = createPool(urlOf(storage.urls, 'cli'), { name: 'jalons-figures', max: 1, pipeline: true });
    closers.add(() => pool.end());
    const { log, store, close } = await openEventSide(storage, 'cli', new EventTypeRegistry(eventTypes));
    closers.add(close);
    const head = await log.head();
    if (head !== null) {
      const progress = CheckpointProgress.open({ url: urlOf(storage.urls, 'cli') });
      closers.add(() => progress.close());
      await untilCounted(progress, head.position, PATIENCE_MS);
    }
    const codes = loadNomenclatures();
    const { indicators, counted } = indicatorsOf({ database: new ScopedDatabase(pool), log, codes });
    const parts = { counted, journal: new PostgresAccessJournal(pool), clock: systemClock };
    return work({
      indicators,
      explain: (id, request, zone) => explained(parts, id, request, zone),
      zoneOf: (territory) => zoneOfFigures({ indicators, store, zone: ZONE }, territory),
    });
  });
}

/** The definitions of this release, the newest of each. */
export function definitionsOfFigures(): readonly IndicatorDefinition[] {
  return loadDefinitions(loadNomenclatures()).newest();
}
