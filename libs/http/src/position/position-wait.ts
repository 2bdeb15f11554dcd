import { SetMetadata } from '@nestjs/common';
import type { Position } from '@jalons/event-log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';

export const POSITION_HEADER = 'jalons-position';
/** Set on the answer to a request that waited: `true` where the position was reached in time. */
export const REACHED_HEADER = 'jalons-position-reached';

/** A request waits no longer than this for a projection (milliseconds): bounded, then it is answered with what there is. */
export const MAX_WAIT_MS = 2_000;

/** Nineteen digits on PostgreSQL, two of them joined on EventStoreDB. */
const POSITION = /^\d{19}(-\d{19})?$/;

/** Knows how far the projections are; implemented beside the projection runner. */
export interface ProjectionProgress {
  /** Whether every named projection is already known to have reached `position`; false where that was not heard yet. */
  hasReached(projections: readonly string[], position: Position): boolean;
  /** Resolves to true once every named projection has reached `position`, to false after `timeoutMs`. */
  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean>;
}

export const PROJECTION_PROGRESS = Symbol('ProjectionProgress');

/** Under which a route keeps what it {@link ReadsFrom}. */
export const READS_FROM = 'jalons:reads-from';

/**
 * Names the projections that a route reads, so that a caller may wait for its own write (architecture.md § 3.8): those of
 * a query, and those that a command looks into before it decides. Mandates are not named: every route behind the door
 * waits for them there.
 */
export const ReadsFrom = (...projections: string[]): MethodDecorator & ClassDecorator =>
  SetMetadata(READS_FROM, projections);

/** Says whether all that the request waited for was reached: what was missed once stays missed. */
export function tellReached(reply: FastifyReply, reached: boolean): void {
  if (reply.getHeader(REACHED_HEADER) !== 'false') reply.header(REACHED_HEADER, String(reached));
}

/**
 * The position that a request names.
 * @throws HttpProblem `position-malformed`
 */
export function positionOf({ headers }: FastifyRequest): Position | undefined {
  const header = headers[POSITION_HEADER];
  if (header === undefined) return undefined;
  if (typeof header === 'string' && POSITION.test(header)) return header;
  throw new HttpProblem(400, 'position-malformed', "L'en-tête Jalons-Position n'est pas une position du journal.");
}
