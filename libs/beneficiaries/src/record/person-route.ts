import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { commandContextOf, revisionOf, UuidPipe } from '@jalons/http';
import { scopeOfRequest } from '@jalons/identity';
import type { FastifyRequest } from 'fastify';
import type { PersonRequest } from './person-records.js';

/** Injects the {@link PersonRequest} of a route below `beneficiaries/:id` into a controller method. */
export const Person = createParamDecorator((_: unknown, context: ExecutionContext): PersonRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  return {
    person: new UuidPipe().transform(request.params.id),
    scope: scopeOfRequest(request),
    context: commandContextOf(request),
    expected: revisionOf(request.headers['if-match']),
  };
});
