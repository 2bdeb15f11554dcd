import type { HealthReport, HealthSource } from '@jalons/http';
import type { Engine } from '../engine/engine.js';

/** The health of the parts of one process. */
export function healthOf(engine: Engine): HealthSource {
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
