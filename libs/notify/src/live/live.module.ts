import { type DynamicModule, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { LIVE_LIMITS, LiveHub, type LiveLimits } from './live-hub.js';
import { LiveController } from './live.controller.js';
import type { LiveSource } from './live-source.js';

export interface LiveOptions {
  readonly source: LiveSource;
  readonly limits?: LiveLimits;
}

/** Live events over HTTP; needs IdentityModule beside it. */
@Module({})
export class LiveModule implements OnModuleDestroy {
  constructor(@Inject(LiveHub) private readonly hub: LiveHub) {}

  static forRoot({ source, limits = LIVE_LIMITS }: LiveOptions): DynamicModule {
    return {
      module: LiveModule,
      controllers: [LiveController],
      providers: [{ provide: LiveHub, useFactory: () => new LiveHub(source, limits) }],
    };
  }

  /** Before the server stops: a stream that never ends would hold it up. */
  onModuleDestroy(): void {
    this.hub.close();
  }
}
