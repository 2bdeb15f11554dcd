import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { etagOf } from '../concurrency/etag.js';
import { Accepted } from './accepted.js';
import {
  MAX_WAIT_MS,
  POSITION_HEADER,
  positionOf,
  READS_FROM,
  tellReached,
  type ProjectionProgress,
} from './position-wait.js';

/** Reads after writes: commands answer with their position, and whatever is asked may wait for one. */
@Injectable()
export class PositionInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly progress: ProjectionProgress | undefined,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    await this.settle(context, reply);
    return next.handle().pipe(map((answer: unknown) => (answer instanceof Accepted ? unwrap(answer, reply) : answer)));
  }

  /** Until what the route reads shows the position that the request names, or for as long as is right. */
  private async settle(context: ExecutionContext, reply: FastifyReply): Promise<void> {
    const position = positionOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (position === undefined || this.progress === undefined) return;
    const targets = [context.getHandler(), context.getClass()];
    const projections = this.reflector.getAllAndOverride<string[] | undefined>(READS_FROM, targets) ?? [];
    if (projections.length > 0) tellReached(reply, await this.progress.waitFor(projections, position, MAX_WAIT_MS));
  }
}

function unwrap(answer: Accepted<unknown>, reply: FastifyReply): unknown {
  const { position, revision } = answer.result;
  reply.header(POSITION_HEADER, position);
  if (revision !== undefined) reply.header('etag', etagOf(revision));
  return answer.body;
}
