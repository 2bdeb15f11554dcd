import { type DynamicModule, Module } from '@nestjs/common';
import type { ScopedDatabase } from '@jalons/database';
import { EVENT_STORE, type EventStore } from '@jalons/event-log';
import { CursorCodec } from '@jalons/http';
import { AccessesController } from '../access/accesses.controller.js';
import { Accesses } from '../access/accesses.js';
import { AbsencesController } from './absences.controller.js';
import { Directory } from './directory.js';
import { ElevationsController } from './elevations.controller.js';
import { ProfessionalsController } from './professionals.controller.js';
import { Professionals, type ProfessionalsParts } from './professionals.js';

export interface ProfessionalsOptions extends ProfessionalsParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly store: Pick<EventStore, 'load'>;
}

/** Professionals, mandates, absences, break-the-glass and the access journal over HTTP; needs IdentityModule beside it. */
@Module({})
export class ProfessionalsModule {
  static forRoot({ database, store, ...parts }: ProfessionalsOptions): DynamicModule {
    const cursors = new CursorCodec(parts.idSecret);
    return {
      module: ProfessionalsModule,
      controllers: [ProfessionalsController, AbsencesController, ElevationsController, AccessesController],
      providers: [
        { provide: Professionals, useValue: new Professionals(parts) },
        { provide: Directory, useValue: new Directory(database, cursors) },
        { provide: Accesses, useValue: new Accesses(database, cursors, parts.zone) },
        { provide: EVENT_STORE, useValue: store },
      ],
      exports: [Professionals, Directory],
    };
  }
}
