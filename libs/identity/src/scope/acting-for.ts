import { HttpProblem, type Actor } from '@jalons/http';
import type { FastifyRequest } from 'fastify';
import type { Uuid } from '@jalons/kernel';
import type { Scope } from './scope.js';

/**
 * For which structure and territory a request acts: the only one there is, or the one that `Jalons-Structure` and
 * `Jalons-Territory` name among those held.
 */
export function actingFor(request: FastifyRequest, scope: Scope): Actor {
  const structure = choose(request.headers['jalons-structure'], scope.structures, 'structure');
  const near = scope.mandates.filter((held) => structure === undefined || held.structure === structure);
  const only = [...new Set(near.flatMap(({ territory }) => (territory === null ? [] : [territory])))];
  const named = request.headers['jalons-territory'];
  const territory = named === undefined ? single(only) : choose(named, scope.territories, 'territory');
  return {
    professional: scope.professional,
    ...(structure !== undefined && { structure }),
    ...(territory !== undefined && { territory }),
  };
}

function choose(named: unknown, held: readonly Uuid[], kind: 'structure' | 'territory'): Uuid | undefined {
  if (named === undefined) return single(held);
  const found = held.find((id) => id === named);
  if (found !== undefined) return found;
  const message =
    kind === 'structure' ? 'Vous n’agissez pas pour cette structure.' : 'Vous n’agissez pas sur ce territoire.';
  throw new HttpProblem(403, `${kind}-not-held`, message);
}

function single(ids: readonly Uuid[]): Uuid | undefined {
  return ids.length === 1 ? ids[0] : undefined;
}
