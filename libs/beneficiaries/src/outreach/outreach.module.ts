import { Module, type DynamicModule } from '@nestjs/common';
import { CursorCodec } from '@jalons/http';
import type { AccessJournal } from '@jalons/privacy';
import { OutreachController } from './outreach.controller.js';
import { OutreachList } from './outreach-list.js';
import { Outreach, type OutreachParts } from './outreach.js';

export interface OutreachOptions extends OutreachParts {
  /** Encounters that are known to be somebody's leave their line there before the answer leaves. */
  readonly journal: AccessJournal;
}

/** Aller-vers over HTTP; needs IdentityModule beside it. */
@Module({})
export class OutreachModule {
  static forRoot(options: OutreachOptions): DynamicModule {
    const { idSecret, ...parts } = options;
    return {
      module: OutreachModule,
      controllers: [OutreachController],
      providers: [
        { provide: Outreach, useValue: new Outreach(options) },
        { provide: OutreachList, useValue: new OutreachList({ ...parts, cursors: new CursorCodec(idSecret) }) },
      ],
    };
  }
}
