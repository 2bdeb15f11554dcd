import { Body, Controller, Get, Inject, Optional, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { accepted, Command, ReadsFrom } from '@jalons/http';
import { CurrentScope, linkUrl, Policy, type Scope } from '@jalons/identity';
import type { FastifyRequest } from 'fastify';
import { FirstRunForm, FirstRunState, FirstRunView } from './first-run.dto.js';
import { FirstRun } from './first-run.js';

export const PUBLIC_URL = Symbol('PublicUrl');

/** « Première ouverture »: an admin makes a new installation usable in one page. */
@ApiTags('first-run')
@Policy('admin')
@Controller('first-run')
export class FirstRunController {
  constructor(
    private readonly firstRun: FirstRun,
    @Optional() @Inject(PUBLIC_URL) private readonly publicUrl?: string,
  ) {}

  @ReadsFrom('territories')
  @Get()
  @ApiOkResponse({ type: FirstRunState })
  async state(@CurrentScope() scope: Scope): Promise<FirstRunState> {
    return { needed: await this.firstRun.isNeeded(scope) };
  }

  @Post()
  @ApiCreatedResponse({ type: FirstRunView })
  async perform(
    @Body() form: FirstRunForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
    @Req() request: FastifyRequest,
  ) {
    const { territoryId, structureId, invited, last } = await this.firstRun.perform(form, context, scope);
    const origin = this.publicUrl ?? `${request.protocol}://${request.host}`;
    const invitations = invited.map(({ role, displayName, link }) => ({
      ...{ role, displayName, link: linkUrl(origin, link.token) },
    }));
    return accepted<FirstRunView>(last, { territoryId, structureId, invitations });
  }
}
