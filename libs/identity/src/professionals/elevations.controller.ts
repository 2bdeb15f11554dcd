import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { Command } from '@jalons/http';
import { DomainError, type Uuid } from '@jalons/kernel';
import { ELEVATING_ROLES } from '../professional/roles.js';
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
    const territory = context.territory ?? onlyTerritory(scope);
    const command = { type: 'ElevateAccess', beneficiaryId, reason, hours } as const;
    const acting = { ...context, ...(territory !== undefined && { territory }) };
    return entry(await this.professionals.run(scope.professional, command, acting));
  }
}

/**
 * The territory of the mandates that give the right, whatever else is held elsewhere; undefined where they have none.
 * DomainError `territory-needed` where they have several.
 */
function onlyTerritory({ mandates }: Scope): Uuid | undefined {
  const may = mandates.filter(({ role }) => ELEVATING_ROLES.has(role));
  const [territory, ...others] = new Set(may.flatMap((held) => held.territory ?? []));
  if (others.length > 0) throw territoryNeeded();
  return territory;
}

/** Of a person without a parcours, nobody would see the access but the dpo: it is shown where it was asked for. */
function territoryNeeded(): DomainError {
  return new DomainError('unprocessable', 'territory-needed', 'Précisez sur quel territoire vous agissez.');
}
