import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  Optional,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Position } from '@jalons/event-log';
import { etagOf } from '../concurrency/etag.js';
import { HttpProblem } from '../problem/http-problem.js';
import { Accepted } from './accepted.js';

export const POSITION_HEADER = 'jalons-position';
/** Set on the answer to a read that waited: `true` where the position was reached in time. */
export const REACHED_HEADER = 'jalons-position-reached';

/** A read waits no longer than this for a projection (milliseconds): bounded, then it answers with what there is. */
const MAX_WAIT_MS = 2_000;

/** Nineteen digits on PostgreSQL, two of them joined on EventStoreDB. */
const POSITION = /^\d{19}(-\d{19})?$/;

/** Knows how far the projections are; implemented beside the projection runner. */
export interface ProjectionProgress {
  /** Resolves to true once every named projection has reached `position`, to false after `timeoutMs`. */
  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean>;
}

export const PROJECTION_PROGRESS = Symbol('ProjectionProgress');

const READS_FROM = 'jalons:reads-from';

/** Names the projections that a query reads, so that a caller may wait for its own write (architecture.md § 3.8). */
export const ReadsFrom = (...projections: string[]): MethodDecorator & ClassDecorator =>
  SetMetadata(READS_FROM, projections);

/** Reads after writes: commands answer with their position, queries may be asked to wait for one. */
@Injectable()
export class PositionInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    @Optional() @Inject(PROJECTION_PROGRESS) private readonly progress?: ProjectionProgress,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    await this.waitIfAsked(context, reply);
    return next.handle().pipe(map((answer: unknown) => (answer instanceof Accepted ? unwrap(answer, reply) : answer)));
  }

  private async waitIfAsked(context: ExecutionContext, reply: FastifyReply): Promise<void> {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers[POSITION_HEADER];
    if (header === undefined || !this.progress) return;
    const projections = this.reflector.getAllAndOverride<string[] | undefined>(READS_FROM, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!projections) return;
    if (typeof header !== 'string' || !POSITION.test(header)) {
      throw new HttpProblem(400, 'position-malformed', "L'en-tête Jalons-Position n'est pas une position du journal.");
    }
    const reached = await this.progress.waitFor(projections, header, MAX_WAIT_MS);
    reply.header(REACHED_HEADER, String(reached));
  }
}

function unwrap(answer: Accepted<unknown>, reply: FastifyReply): unknown {
  const { position, revision } = answer.result;
  reply.header(POSITION_HEADER, position);
  if (revision !== undefined) reply.header('etag', etagOf(revision));
  return answer.body;
}
