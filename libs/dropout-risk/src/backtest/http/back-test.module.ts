import { Module, type DynamicModule } from '@nestjs/common';
import { BackTestsController } from './back-tests.controller.js';
import { BackTests, type BackTestsParts } from './back-tests.js';

/** Back-tests over HTTP; needs IdentityModule beside it, and a worker that carries them out. */
@Module({})
export class BackTestModule {
  static forRoot(parts: BackTestsParts): DynamicModule {
    return {
      module: BackTestModule,
      controllers: [BackTestsController],
      providers: [{ provide: BackTests, useValue: new BackTests(parts) }],
    };
  }
}
