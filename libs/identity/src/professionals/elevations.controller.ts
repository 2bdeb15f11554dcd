import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { Command } from '@jalons/http';
import { CurrentScope } from '../scope/current-scope.decorator.js';
import { Policy } from '../scope/policy.decorator.js';
import type { Scope } from '../scope/scope.js';
import { entry } from './professionals.controller.js';
import { ElevationForm, EntryView } from './professionals.dto.js';
import { Professionals } from './professionals.js';

/** Break-the-glass: for oneself alone, with a reason, for a limited time, and the coordinator sees it. */
@ApiTags('professionals')
@Controller('elevations')
export class ElevationsController {
  constructor(private readonly professionals: Professionals) {}

  @Policy('operator', 'structure-manager', 'coordinator')
  @Post()
  @ApiCreatedResponse({ type: EntryView })
  async elevate(
    @Body() { beneficiaryId, reason, hours }: ElevationForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    const command = { type: 'ElevateAccess', beneficiaryId, reason, hours } as const;
    return entry(await this.professionals.run(scope.professional, command, context));
  }
}
