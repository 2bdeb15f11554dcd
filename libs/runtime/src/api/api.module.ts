import { Module, type DynamicModule } from '@nestjs/common';
import { BeneficiariesModule, ErasuresModule, OutreachModule } from '@jalons/beneficiaries';
import { caseChanges, CaseViewsModule, RiskViewsModule } from '@jalons/case-views';
import { BackTestModule, RiskModule } from '@jalons/dropout-risk';
import { HEALTH_SOURCE, HealthController, PROJECTION_PROGRESS } from '@jalons/http';
import { IdentityModule, ProfessionalsModule } from '@jalons/identity';
import { ImportModule, knownProfiles } from '@jalons/import';
import { IndicatorsModule } from '@jalons/indicators';
import { DigestsModule, LiveModule } from '@jalons/notify';
import { ParcoursModule } from '@jalons/parcours';
import { TerritoryModule } from '@jalons/territory';
import type { ApiEngine } from '../engine/api-engine.js';
import { healthOf } from './health.js';

/** What the API process serves; each capability joins here with its module. */
@Module({})
export class ApiModule {
  /** @param publicUrl where people reach the product; the address of each request when absent */
  static of(engine: ApiEngine, publicUrl?: string): DynamicModule {
    const { database, codes, clock, zone, idSecret, events, journal } = engine;
    const parts = { database, runner: events.runner, codes, clock, zone, idSecret };
    const parcours = ParcoursModule.forRoot({ ...parts, store: events.store, journal });
    return {
      module: ApiModule,
      imports: [
        IdentityModule.forRoot({ ...parts, progress: engine.progress }),
        ProfessionalsModule.forRoot({ ...parts, store: events.store }),
        TerritoryModule.forRoot({ ...parts, publicUrl }),
        BeneficiariesModule.forRoot({ ...parts, store: events.store }),
        OutreachModule.forRoot({ ...parts, store: events.store, journal }),
        ErasuresModule.forRoot({ ...parts, store: events.store }),
        parcours,
        RiskModule.forRoot({ ...parts, journal, store: events.store, parcours }),
        BackTestModule.forRoot({ database, journal, clock, zone, store: events.store, log: events.log }),
        CaseViewsModule.forRoot({ ...parts, journal }),
        RiskViewsModule.forRoot({ database, journal, clock, zone, store: events.store, log: events.log }),
        IndicatorsModule.forRoot({ ...parts, journal, log: events.log }),
        DigestsModule.forRoot({ database, clock, idSecret }),
        ImportModule.forRoot({
          ...parts,
          journal,
          store: events.store,
          profiles: knownProfiles(engine.profilesFolder),
        }),
        LiveModule.forRoot({ source: caseChanges(database, engine.progress, engine.endings) }),
      ],
      controllers: [HealthController],
      providers: [
        { provide: HEALTH_SOURCE, useValue: healthOf(engine) },
        { provide: PROJECTION_PROGRESS, useValue: engine.progress },
      ],
    };
  }
}
