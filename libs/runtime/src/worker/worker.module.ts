import { Module, type DynamicModule } from '@nestjs/common';
import { HEALTH_SOURCE, HealthController } from '@jalons/http';
import { healthOf } from '../api/health.js';
import type { WorkerEngine } from '../engine/worker-engine.js';

/** What a worker says over HTTP: how it is, and nothing else. */
@Module({})
export class WorkerModule {
  static of(engine: WorkerEngine): DynamicModule {
    return {
      module: WorkerModule,
      controllers: [HealthController],
      providers: [{ provide: HEALTH_SOURCE, useValue: healthOf(engine) }],
    };
  }
}
