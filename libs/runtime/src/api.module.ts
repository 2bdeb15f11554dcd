import { Module, type DynamicModule } from '@nestjs/common';
import { HEALTH_SOURCE, HealthController, type HealthReport, type HealthSource } from '@jalons/http';
import type { Engine } from './engine.js';

/** What the API process serves: today the health of its parts; each capability joins here with its module. */
@Module({})
export class ApiModule {
  static of(engine: Engine): DynamicModule {
    return {
      module: ApiModule,
      controllers: [HealthController],
      providers: [{ provide: HEALTH_SOURCE, useValue: healthOf(engine) }],
    };
  }
}

function healthOf(engine: Engine): HealthSource {
  return {
    async report(): Promise<HealthReport> {
      const condition = await engine.ping().then(
        () => 'ready' as const,
        () => 'broken' as const,
      );
      return { condition, parts: { database: condition } };
    },
  };
}
