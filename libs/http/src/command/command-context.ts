import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type CommandContext, commandHashOf, commandIdOf } from '@jalons/event-log';
import { HttpProblem } from '../problem/http-problem.js';
import { actorOf, idSecretOf } from '../request/request-context.js';
import { inputRefused } from '../validation/input-validation.pipe.js';
import { findUnstorable } from '../validation/unstorable.js';
import { idempotencyKeyOf } from './idempotency-key.js';

/**
 * The context of the command that a request carries: `commandId` derives from actor and Idempotency-Key, so that a
 * retry has the same; `commandHash` says what was asked, so that the same key with another body is refused (422).
 */
export function commandContextOf(request: FastifyRequest): CommandContext {
  const actor = actorOf(request);
  if (!actor) throw new HttpProblem(401, 'sign-in-needed', 'Connectez-vous pour continuer.');
  const key = idempotencyKeyOf(request.headers['idempotency-key']);
  return {
    commandId: commandIdOf(idSecretOf(request), actor.professional, key),
    commandHash: hashOf(request),
    actor: actor.professional,
    ...(actor.structure !== undefined && { structure: actor.structure }),
    ...(actor.territory !== undefined && { territory: actor.territory }),
    correlationId: request.id,
  };
}

/** Injects the {@link CommandContext} of the request into a controller method. */
export const Command = createParamDecorator((_: unknown, context: ExecutionContext) =>
  commandContextOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/**
 * Over method, path (ids included, query left out) and body: as it came, before anything has been validated.
 * @throws DomainError `invalid-input` on one that is nested beyond measure
 */
function hashOf(request: FastifyRequest): string {
  const unstorable = findUnstorable(request.body);
  if (unstorable !== null) throw inputRefused([unstorable]);
  const path = request.url.split('?', 1)[0] ?? '';
  return commandHashOf({ method: request.method, path, body: request.body ?? null });
}
