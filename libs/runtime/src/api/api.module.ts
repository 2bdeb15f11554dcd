import { Module, type DynamicModule } from '@nestjs/common';
import { HEALTH_SOURCE, HealthController } from '@jalons/http';
import { IdentityModule, ProfessionalsModule } from '@jalons/identity';
import type { Engine } from '../engine/engine.js';
import { healthOf } from './health.js';

/** What the API process serves; each capability joins here with its module. */
@Module({})
export class ApiModule {
  static of(engine: Engine): DynamicModule {
    const { database, codes, clock, zone } = engine;
    const { idSecret } = engine.masterKey;
    const parts = { database, runner: engine.api.runner, codes, clock, zone, idSecret };
    return {
      module: ApiModule,
      imports: [IdentityModule.forRoot(parts), ProfessionalsModule.forRoot(parts)],
      controllers: [HealthController],
      providers: [{ provide: HEALTH_SOURCE, useValue: healthOf(engine) }],
    };
  }
}
