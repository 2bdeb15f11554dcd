import type { FastifyRequest } from 'fastify';
import { actorOf } from '@jalons/http';
import { holds, type Scope } from '@jalons/identity';
import { DomainError } from '@jalons/kernel';
import type { Depositor } from '../deposits/deposits.js';

/** The structure for which a manager acts. @throws DomainError where several are hers and none is named */
export function actingManager(request: FastifyRequest, scope: Scope): Depositor {
  const { structure, territory } = actorOf(request) ?? {};
  if (structure === undefined || !holds(scope, 'structure-manager', { structure })) {
    const message = 'Indiquez la structure dont vous êtes responsable et pour laquelle vous importez.';
    throw new DomainError('unprocessable', 'structure-needed', message);
  }
  if (territory === undefined || !holds(scope, 'structure-manager', { structure, territory })) {
    const message = 'Indiquez le territoire pour lequel vous importez.';
    throw new DomainError('unprocessable', 'territory-needed', message);
  }
  return { token: scope.token, professional: scope.professional, structure, territory };
}
