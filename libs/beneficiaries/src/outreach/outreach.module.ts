import { Module, type DynamicModule } from '@nestjs/common';
import { CursorCodec } from '@jalons/http';
import { OutreachController } from './outreach.controller.js';
import { OutreachList } from './outreach-list.js';
import { Outreach, type OutreachParts } from './outreach.js';

export type OutreachOptions = OutreachParts;

/** Aller-vers over HTTP; needs IdentityModule beside it. */
@Module({})
export class OutreachModule {
  static forRoot(options: OutreachOptions): DynamicModule {
    const { database, idSecret } = options;
    return {
      module: OutreachModule,
      controllers: [OutreachController],
      providers: [
        { provide: Outreach, useValue: new Outreach(options) },
        { provide: OutreachList, useValue: new OutreachList(database, new CursorCodec(idSecret)) },
      ],
    };
  }
}
