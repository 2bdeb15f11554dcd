import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentScope, Policy, type Scope } from '@jalons/identity';
import type { FastifyReply } from 'fastify';
import { LiveHub } from './live-hub.js';
import { isLivePlace } from './live-source.js';

/**
 * Live events, one connection per browser: `ready`, then `changed` with the ids of what is to be read anew, or `reload`
 * where that is everything; `replaced` and `signed-out` end it for good. Each session hears of what it may see, by id:
 * nothing personal is told here.
 */
@ApiTags('live')
@Controller('live')
export class LiveController {
  constructor(@Inject(LiveHub) private readonly hub: LiveHub) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @Get()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Server-sent events', schema: { type: 'string' } })
  listen(
    @CurrentScope() { token, professional }: Scope,
    @Headers('last-event-id') lastHeard: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    const since = lastHeard !== undefined && isLivePlace(lastHeard) ? lastHeard : null;
    const connection = this.hub.connect({ token, professional, since });
    // Proxies must neither hold it back until it is long enough, nor compress it.
    void reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store, no-transform')
      .header('x-accel-buffering', 'no')
      .send(connection);
  }
}
