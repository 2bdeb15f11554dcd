import { type DynamicModule, Module } from '@nestjs/common';
import type { ScopedDatabase } from '@jalons/database';
import type { EventLog } from '@jalons/event-log';
import { CLOCK, CursorCodec, type Clock } from '@jalons/http';
import type { NomenclatureCatalogue } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import { TerritoryDirectory } from '@jalons/territory';
import { DefinitionCatalogue } from './definitions/catalogue.js';
import { loadDefinitions } from './definitions/load.js';
import { CountedList } from './figures/counted-list.js';
import { Indicators } from './figures/indicators.js';
import { CountedPages } from './http/counted-pages.js';
import { IndicatorsController } from './http/indicators.controller.js';

export interface IndicatorsOptions {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly log: Pick<EventLog, 'head'>;
  readonly codes: NomenclatureCatalogue;
  readonly journal: AccessJournal;
  readonly clock: Clock;
  /** The secret kept with the master key, from which cursors are sealed. */
  readonly idSecret: Uint8Array;
}

/** What the command line needs of indicators, without any HTTP: `jalons indicator <id>` under its own role. */
export function indicatorsOf({ database, log, codes }: Pick<IndicatorsOptions, 'database' | 'log' | 'codes'>): {
  readonly definitions: DefinitionCatalogue;
  readonly indicators: Indicators;
  readonly counted: CountedList;
} {
  const definitions = loadDefinitions(codes);
  const parts = { database, log, definitions };
  return { definitions, indicators: new Indicators(parts), counted: new CountedList(parts, codes) };
}

/** Indicators over HTTP; needs IdentityModule beside it, and the projections of territories and of the facts. */
@Module({})
export class IndicatorsModule {
  static forRoot({ database, log, codes, clock, journal, idSecret }: IndicatorsOptions): DynamicModule {
    const { definitions, indicators, counted: list } = indicatorsOf({ database, log, codes });
    const cursors = new CursorCodec(idSecret);
    return {
      module: IndicatorsModule,
      controllers: [IndicatorsController],
      providers: [
        { provide: CLOCK, useValue: clock },
        { provide: DefinitionCatalogue, useValue: definitions },
        { provide: Indicators, useValue: indicators },
        { provide: CountedPages, useValue: new CountedPages({ list, cursors, journal, clock }) },
        { provide: TerritoryDirectory, useValue: new TerritoryDirectory(database, cursors) },
      ],
    };
  }
}
