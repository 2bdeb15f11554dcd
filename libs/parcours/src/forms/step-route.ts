import { applyDecorators, createParamDecorator, Post, type ExecutionContext } from '@nestjs/common';
import { ApiCreatedResponse, ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '@jalons/event-log';
import { CommandAnswer, commandContextOf, revisionOf, UuidPipe } from '@jalons/http';
import type { Uuid } from '@jalons/kernel';

/** What a request to record a step says beside its form. */
export interface StepRequest {
  readonly parcoursId: Uuid;
  readonly context: CommandContext;
  /** The revision that If-Match named. */
  readonly expected: number | undefined;
}

/** A route that records a step, below `parcours/:id/steps`. */
export function StepRoute(path: string): MethodDecorator {
  return applyDecorators(
    Post(path),
    ApiParam({ name: 'id', type: String, format: 'uuid', description: 'The parcours' }),
    ApiCreatedResponse({ type: CommandAnswer }),
  );
}

/** Injects the {@link StepRequest} of the request into a controller method. */
export const Step = createParamDecorator((_: unknown, context: ExecutionContext): StepRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  return {
    parcoursId: new UuidPipe().transform(request.params.id),
    context: commandContextOf(request),
    expected: revisionOf(request.headers['if-match']),
  };
});
