import { Module, type DynamicModule } from '@nestjs/common';
import { BeneficiariesModule } from '@jalons/beneficiaries';
import { HEALTH_SOURCE, HealthController, PROJECTION_PROGRESS } from '@jalons/http';
import { IdentityModule, ProfessionalsModule } from '@jalons/identity';
import { TerritoryModule } from '@jalons/territory';
import type { Engine } from '../engine/engine.js';
import { healthOf } from './health.js';

/** What the API process serves; each capability joins here with its module. */
@Module({})
export class ApiModule {
  /** @param publicUrl where people reach the product; the address of each request when absent */
  static of(engine: Engine, publicUrl?: string): DynamicModule {
    const { database, codes, clock, zone } = engine;
    const { idSecret } = engine.masterKey;
    const parts = { database, runner: engine.api.runner, codes, clock, zone, idSecret };
    return {
      module: ApiModule,
      imports: [
        IdentityModule.forRoot(parts),
        ProfessionalsModule.forRoot(parts),
        TerritoryModule.forRoot({ ...parts, publicUrl }),
        BeneficiariesModule.forRoot(parts),
      ],
      controllers: [HealthController],
      providers: [
        { provide: HEALTH_SOURCE, useValue: healthOf(engine) },
        { provide: PROJECTION_PROGRESS, useValue: engine.projections },
      ],
    };
  }
}
