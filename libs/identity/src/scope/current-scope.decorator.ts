import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { HttpProblem } from '@jalons/http';
import type { FastifyRequest } from 'fastify';
import type { Scope } from './scope.js';

const SCOPE = Symbol('jalons.scope');

type Scoped = FastifyRequest & { [SCOPE]?: Scope };

/** Records the scope of a request; the guard alone does. */
export function setScope(request: FastifyRequest, scope: Scope): void {
  (request as Scoped)[SCOPE] = scope;
}

/** The scope of a request; refused (401) where nobody is signed in. */
export function scopeOfRequest(request: FastifyRequest): Scope {
  const scope = (request as Scoped)[SCOPE];
  if (!scope) throw new HttpProblem(401, 'sign-in-needed', 'Connectez-vous pour continuer.');
  return scope;
}

/** Injects the {@link Scope} of the request into a controller method. */
export const CurrentScope = createParamDecorator((_: unknown, context: ExecutionContext) =>
  scopeOfRequest(context.switchToHttp().getRequest<FastifyRequest>()),
);
