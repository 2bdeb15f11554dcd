import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { Command } from '@jalons/http';
import { DomainError } from '@jalons/kernel';
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
    if (context.territory === undefined && scope.territories.length > 1) throw territoryNeeded();
    const command = { type: 'ElevateAccess', beneficiaryId, reason, hours } as const;
    return entry(await this.professionals.run(scope.professional, command, context));
  }
}

/** Of a person without a parcours, nobody would see the access but the dpo: it is shown where it was asked for. */
function territoryNeeded(): DomainError {
  return new DomainError('unprocessable', 'territory-needed', 'Précisez sur quel territoire vous agissez.');
}
