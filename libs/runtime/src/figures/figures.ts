import { createPool, ScopedDatabase } from '@jalons/database';
import {
  indicatorsOf,
  indicatorsProjection,
  loadDefinitions,
  type IndicatorDefinition,
  type Indicators,
} from '@jalons/indicators';
import { DomainError, loadNomenclatures, type Uuid } from '@jalons/kernel';
import { CheckpointProgress } from '@jalons/projections';
import { reach } from '../administration/reach.js';
import { untilDone } from '../administration/until-done.js';
import type { Configuration } from '../configuration/configuration.js';
import { ZONE } from '../engine/api-engine.js';
import { urlOf } from '../engine/storage.js';

/** The figures of an installation, under the command line's role. */
export interface Figures {
  readonly indicators: Indicators;
  /** The zone in which days are counted. */
  readonly zone: string;
  /** Throws DomainError `territory-unknown`: a figure of a territory that is not there would be a zero like another. */
  checkTerritory(territory: Uuid): Promise<void>;
}

/** How long the facts are waited for; the position of a figure says how far they went. */
const PATIENCE_MS = 600_000;

/** Opens an installation for questions about its figures, with the product running or stopped. */
export function withFigures<Result>(
  configuration: Configuration,
  onMessage: (message: string) => void,
  work: (figures: Figures) => Promise<Result>,
): Promise<Result> {
  return untilDone(async (closers) => {
    const { storage } = await reach(configuration, onMessage, closers);
    const pool = createPool(urlOf(storage.urls, 'cli'), { name: 'jalons-figures', max: 1, pipeline: true });
    closers.add(() => pool.end());
    const log = storage.openLog('cli');
    closers.add(() => log.close());
    const head = await log.head();
    if (head !== null) {
      const progress = CheckpointProgress.open({ url: urlOf(storage.urls, 'cli') });
      closers.add(() => progress.close());
      await progress.waitFor([indicatorsProjection.name], head.position, PATIENCE_MS);
    }
    const database = new ScopedDatabase(pool);
    return work({
      ...{ indicators: indicatorsOf({ database, log, codes: loadNomenclatures() }), zone: ZONE },
      checkTerritory: async (territory) => {
        const [founded] = await log.readStream(`territory-${territory}`, { maxCount: 1 });
        if (founded !== undefined) return;
        throw new DomainError(
          'not-found',
          'territory-unknown',
          'Ce territoire n’existe pas. Vérifiez son identifiant.',
        );
      },
    });
  });
}

/** The definitions of this release, the newest of each. */
export function definitionsOfFigures(): readonly IndicatorDefinition[] {
  return loadDefinitions(loadNomenclatures()).newest();
}
