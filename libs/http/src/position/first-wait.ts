import type { ExecutionContext } from '@nestjs/common';
import type { Position } from '@jalons/event-log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MAX_WAIT_MS, positionOf, tellReached, type ProjectionProgress } from './position-wait.js';

/** How long a request waits for projections that stand still, as while an upgrade rebuilds them (milliseconds). */
const STANDSTILL_WAIT_MS = 500;

/**
 * Makes every request wait for the same projections before anything is looked at, where these are not known to show the
 * position that it names. Once a wait was in vain, the next are short until what was missed is there: whatever stands
 * still holds each request up for a moment, and none for as long as is right on a busy day.
 */
export class FirstWait {
  /** Waited for in vain, for as long as was right. */
  private missed: Position | undefined;

  constructor(
    private readonly projections: readonly string[],
    private readonly progress: ProjectionProgress | undefined,
  ) {}

  /** Whether the request must see something that the projections are not known to show yet. */
  isBehind(request: FastifyRequest): boolean {
    const position = positionOf(request);
    return position !== undefined && this.progress?.hasReached(this.projections, position) === false;
  }

  /**
   * Waits for the position that the request names; the answer says whether it was reached.
   * @returns whether the projections may show more than before: false where they stood still
   */
  async settle(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const position = positionOf(http.getRequest<FastifyRequest>());
    if (position === undefined || this.progress === undefined) return false;
    const standsStill = this.standsStill(position);
    const patience = standsStill ? STANDSTILL_WAIT_MS : MAX_WAIT_MS;
    const reached = await this.progress.waitFor(this.projections, position, patience);
    if (reached) this.missed = undefined;
    else if (!standsStill) this.missed = position;
    tellReached(http.getResponse<FastifyReply>(), reached);
    return reached || !standsStill;
  }

  /** A position that the log does not hold, which anybody may name, says nothing of those before it. */
  private standsStill(position: Position): boolean {
    const { missed } = this;
    return missed !== undefined && missed <= position && this.progress?.hasReached(this.projections, missed) === false;
  }
}
