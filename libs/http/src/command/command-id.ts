import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { commandIdOf } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import { HttpProblem } from '../problem/http-problem.js';
import { actorOf, idSecretOf } from '../request/request-context.js';
import { idempotencyKeyOf } from './idempotency-key.js';

/**
 * Injects the id of the command that a request carries, from actor and Idempotency-Key: what it makes is named by it, so
 * that a retry makes nothing more. For what lies outside the log.
 */
export const CommandId = createParamDecorator((_: unknown, context: ExecutionContext): Uuid => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const actor = actorOf(request);
  if (!actor) throw new HttpProblem(401, 'sign-in-needed', 'Connectez-vous pour continuer.');
  return commandIdOf(idSecretOf(request), actor.professional, idempotencyKeyOf(request.headers['idempotency-key']));
});
