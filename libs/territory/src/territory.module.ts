import { Module, type DynamicModule } from '@nestjs/common';
import type { ScopedDatabase } from '@jalons/database';
import { CursorCodec } from '@jalons/http';
import { Users } from '@jalons/identity';
import { NomenclatureCatalogue } from '@jalons/kernel';
import type { TerritoryParts } from './commands/system-streams.js';
import { FirstRunController, PUBLIC_URL } from './first-run/first-run.controller.js';
import { FirstRun } from './first-run/first-run.js';
import { NomenclaturesController } from './nomenclatures/nomenclatures.controller.js';
import { TerritoryValues } from './nomenclatures/territory-values.js';
import { ServiceDirectory } from './services/service-directory.js';
import { ServicesController } from './services/services.controller.js';
import { Services } from './services/services.js';
import { StructureDirectory } from './structures/structure-directory.js';
import { StructuresController } from './structures/structures.controller.js';
import { Structures } from './structures/structures.js';
import { TerritoriesController } from './territories/territories.controller.js';
import { Territories } from './territories/territories.js';
import { TerritoryDirectory } from './territories/territory-directory.js';

export interface TerritoryOptions extends TerritoryParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  /** Where people reach the product, for the links it gives; the address of the request itself when absent. */
  readonly publicUrl?: string | undefined;
}

/** Structures, territories, services, nomenclatures and the first run over HTTP; needs IdentityModule beside it. */
@Module({})
export class TerritoryModule {
  static forRoot({ database, publicUrl, ...parts }: TerritoryOptions): DynamicModule {
    const cursors = new CursorCodec(parts.idSecret);
    return {
      module: TerritoryModule,
      controllers: [
        StructuresController,
        TerritoriesController,
        NomenclaturesController,
        FirstRunController,
        ServicesController,
      ],
      providers: [
        { provide: Structures, useValue: new Structures(parts) },
        { provide: Territories, useValue: new Territories(parts) },
        { provide: Services, useValue: new Services(parts) },
        { provide: ServiceDirectory, useValue: new ServiceDirectory(database, cursors) },
        { provide: StructureDirectory, useValue: new StructureDirectory(database, cursors) },
        { provide: TerritoryDirectory, useValue: new TerritoryDirectory(database, cursors) },
        {
          provide: FirstRun,
          inject: [Users, TerritoryDirectory],
          useFactory: (users: Users, directory: TerritoryDirectory) => new FirstRun(parts, users, directory),
        },
        { provide: PUBLIC_URL, useValue: publicUrl },
        { provide: NomenclatureCatalogue, useValue: parts.codes },
        { provide: TerritoryValues, useValue: new TerritoryValues(database) },
      ],
      exports: [Structures, Territories, StructureDirectory, TerritoryDirectory],
    };
  }
}
