import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { etagOf } from '../concurrency/etag.js';
import { Accepted } from './accepted.js';
import { POSITION_HEADER, type PositionWait } from './position-wait.js';

/** Reads after writes: commands answer with their position, and whatever is asked may wait for one. */
@Injectable()
export class PositionInterceptor implements NestInterceptor {
  constructor(private readonly position: PositionWait) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    await this.position.settle(context);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer: unknown) => (answer instanceof Accepted ? unwrap(answer, reply) : answer)));
  }
}

function unwrap(answer: Accepted<unknown>, reply: FastifyReply): unknown {
  const { position, revision } = answer.result;
  reply.header(POSITION_HEADER, position);
  if (revision !== undefined) reply.header('etag', etagOf(revision));
  return answer.body;
}
