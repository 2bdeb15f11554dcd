import { type DynamicModule, Module } from '@nestjs/common';
import type { ScopedDatabase } from '@jalons/database';
import type { EventLog } from '@jalons/event-log';
import { CLOCK, CursorCodec, type Clock } from '@jalons/http';
import type { Codes } from '@jalons/kernel';
import { TerritoryDirectory } from '@jalons/territory';
import { DefinitionCatalogue } from './definitions/catalogue.js';
import { loadDefinitions } from './definitions/load.js';
import { Indicators } from './figures/indicators.js';
import { IndicatorsController } from './http/indicators.controller.js';

export interface IndicatorsOptions {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly log: Pick<EventLog, 'head'>;
  readonly codes: Codes;
  readonly clock: Clock;
  /** The secret kept with the master key, from which cursors are sealed. */
  readonly idSecret: Uint8Array;
}

/** What the command line needs of indicators, without any HTTP: `jalons indicator <id>` under its own role. */
export function indicatorsOf({ database, log, codes }: Omit<IndicatorsOptions, 'idSecret' | 'clock'>): Indicators {
  return new Indicators({ database, log, definitions: loadDefinitions(codes) });
}

/** Indicators over HTTP; needs IdentityModule beside it, and the projections of territories and of the facts. */
@Module({})
export class IndicatorsModule {
  static forRoot({ database, log, codes, clock, idSecret }: IndicatorsOptions): DynamicModule {
    const definitions = loadDefinitions(codes);
    return {
      module: IndicatorsModule,
      controllers: [IndicatorsController],
      providers: [
        { provide: CLOCK, useValue: clock },
        { provide: DefinitionCatalogue, useValue: definitions },
        { provide: Indicators, useValue: new Indicators({ database, log, definitions }) },
        { provide: TerritoryDirectory, useValue: new TerritoryDirectory(database, new CursorCodec(idSecret)) },
      ],
    };
  }
}
