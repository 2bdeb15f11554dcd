import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Uuid } from '@jalons/kernel';
import { scopeOfRequest } from '../scope/current-scope.decorator.js';
import type { Scope } from '../scope/scope.js';

/** Who reads, and in which request: what a query needs to answer and to leave its line in the access journal. */
export interface Reader {
  readonly scope: Scope;
  readonly request: Uuid;
}

/** Injects the {@link Reader} of the request into a controller method. */
export const CurrentReader = createParamDecorator((_: unknown, context: ExecutionContext): Reader => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { scope: scopeOfRequest(request), request: request.id };
});
