import type { Condition, HealthReport, HealthSource } from '@jalons/http';
import type { ProjectionStatus } from '@jalons/projections';
import type { Engine } from '../engine/engine.js';

/**
 * The health of the parts of one process. Only a database that does not answer stops it from serving: a read model that
 * is behind, or that a poison event holds up, still answers with what it has.
 */
export function healthOf(engine: Engine): HealthSource {
  return {
    async report(): Promise<HealthReport> {
      try {
        const [statuses] = await Promise.all([engine.projections.status(), engine.api.log.head()]);
        const parts = Object.fromEntries(statuses.map((status) => [status.name, conditionOf(status)]));
        return { condition: overall(Object.values(parts)), parts: { database: 'ready', ...parts } };
      } catch {
        return { condition: 'broken', parts: { database: 'broken' } };
      }
    },
  };
}

function conditionOf({ state, errorCode, poisoned }: ProjectionStatus): Condition {
  if (state === 'broken' || errorCode !== null) return 'broken';
  if (state === 'starting') return 'starting';
  return state === 'live' && poisoned === 0 ? 'ready' : 'lagging';
}

function overall(parts: readonly Condition[]): Condition {
  if (parts.includes('starting')) return 'starting';
  return parts.every((part) => part === 'ready') ? 'ready' : 'lagging';
}
