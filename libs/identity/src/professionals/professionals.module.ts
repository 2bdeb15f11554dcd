import { type DynamicModule, Module } from '@nestjs/common';
import type { ScopedDatabase } from '@jalons/database';
import { CursorCodec } from '@jalons/http';
import { AbsencesController } from './absences.controller.js';
import { Directory } from './directory.js';
import { ElevationsController } from './elevations.controller.js';
import { ProfessionalsController } from './professionals.controller.js';
import { Professionals, type ProfessionalsParts } from './professionals.js';

export interface ProfessionalsOptions extends ProfessionalsParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
}

/** Professionals, mandates, absences and break-the-glass over HTTP; needs IdentityModule beside it. */
@Module({})
export class ProfessionalsModule {
  static forRoot({ database, ...parts }: ProfessionalsOptions): DynamicModule {
    return {
      module: ProfessionalsModule,
      controllers: [ProfessionalsController, AbsencesController, ElevationsController],
      providers: [
        { provide: Professionals, useValue: new Professionals(parts) },
        { provide: Directory, useValue: new Directory(database, new CursorCodec(parts.idSecret)) },
      ],
      exports: [Professionals, Directory],
    };
  }
}
