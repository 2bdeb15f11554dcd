import { Module, type DynamicModule } from '@nestjs/common';
import { CursorCodec } from '@jalons/http';
import type { AccessJournal } from '@jalons/privacy';
import { AnomalyPages } from '../deposits/deposit-anomalies.js';
import { DepositFiles } from '../deposits/deposit-files.js';
import { DepositList } from '../deposits/deposit-list.js';
import { Deposits, type DepositsParts } from '../deposits/deposits.js';
import type { KnownProfile } from '../profile/known-profiles.js';
import { ImportReader } from './import-reader.js';
import { ImportsController } from './imports.controller.js';

export interface ImportOptions extends DepositsParts {
  readonly journal: AccessJournal;
  readonly profiles: readonly [KnownProfile, ...KnownProfile[]];
}

/** Imports over HTTP; needs IdentityModule beside it, and a worker that carries them out. */
@Module({})
export class ImportModule {
  static forRoot({ journal, profiles, ...parts }: ImportOptions): DynamicModule {
    const cursors = new CursorCodec(parts.idSecret);
    const list = new DepositList(parts.database, cursors, parts.idSecret);
    const anomalies = new AnomalyPages(parts.database, cursors);
    const reader = new ImportReader({ list, anomalies, journal, profiles, clock: parts.clock });
    return {
      module: ImportModule,
      controllers: [ImportsController],
      providers: [
        { provide: Deposits, useValue: new Deposits(parts) },
        { provide: DepositFiles, useValue: new DepositFiles(parts) },
        { provide: ImportReader, useValue: reader },
      ],
    };
  }
}
