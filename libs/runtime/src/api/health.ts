import type { Condition, HealthReport, HealthSource } from '@jalons/http';
import type { ProjectionStatus } from '@jalons/projections';

/** Whatever knows how the read models stand, and rejects while the database does not answer. */
export interface HealthParts {
  projections(): Promise<readonly ProjectionStatus[]>;
}

/**
 * The health of the parts of one process. Only a database that does not answer stops it from serving: a read model that
 * is behind, or that a poison event holds up, still answers with what it has.
 */
export function healthOf(engine: HealthParts): HealthSource {
  return {
    async report(): Promise<HealthReport> {
      try {
        const statuses = await engine.projections();
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
  // Before the first worker there is no read model at all.
  if (parts.length === 0 || parts.includes('starting')) return 'starting';
  return parts.every((part) => part === 'ready') ? 'ready' : 'lagging';
}
