import { Module, type DynamicModule } from '@nestjs/common';
import { CursorCodec } from '@jalons/http';
import { ErasuresController } from './erasures.controller.js';
import { Erasures, type ErasuresParts } from './erasures.js';

export interface ErasuresOptions extends ErasuresParts {
  readonly idSecret: Uint8Array;
}

/** Erasures over HTTP; needs IdentityModule beside it, and a worker that carries them out. */
@Module({})
export class ErasuresModule {
  static forRoot(options: ErasuresOptions): DynamicModule {
    const erasures = new Erasures(options, new CursorCodec(options.idSecret));
    return {
      module: ErasuresModule,
      controllers: [ErasuresController],
      providers: [{ provide: Erasures, useValue: erasures }],
    };
  }
}
