import { Controller, Get, Inject, Optional, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../routes/public.decorator.js';

/** `starting` and `broken` take no traffic; `lagging` still answers, with older read models. */
export type Condition = 'starting' | 'ready' | 'lagging' | 'broken';

export interface HealthReport {
  readonly condition: Condition;
  /** Condition of each part, by name: no address, no message. */
  readonly parts: Readonly<Record<string, Condition>>;
}

/** Tells how the process is; assembled where its parts are known. */
export interface HealthSource {
  report(): Promise<HealthReport>;
}

export const HEALTH_SOURCE = Symbol('HealthSource');

const TRAFFIC: ReadonlySet<Condition> = new Set(['ready', 'lagging']);

/** Liveness asks whether to restart the process, readiness whether to send it requests (security.md § 5). */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(@Optional() @Inject(HEALTH_SOURCE) private readonly source?: HealthSource) {}

  @Public()
  @Get('healthz')
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Public()
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = (await this.source?.report()) ?? { condition: 'ready', parts: {} };
    if (!TRAFFIC.has(report.condition)) reply.code(503).header('retry-after', '2');
    return report;
  }
}
