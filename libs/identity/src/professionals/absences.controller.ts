import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { Command, UuidPipe } from '@jalons/http';
import type { Uuid } from '@jalons/kernel';
import { CurrentScope } from '../scope/current-scope.decorator.js';
import { Policy } from '../scope/policy.decorator.js';
import type { Scope } from '../scope/scope.js';
import { Directory } from './directory.js';
import { entry } from './professionals.controller.js';
import { AbsenceForm, EntryView } from './professionals.dto.js';
import { notYours, Professionals } from './professionals.js';

/** Absences with a deputy: one's own, or those of the members of a structure that one manages. */
@ApiTags('professionals')
@Policy('operator', 'structure-manager', 'coordinator')
@Controller('professionals/:id/absences')
export class AbsencesController {
  constructor(
    private readonly professionals: Professionals,
    private readonly directory: Directory,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: EntryView })
  async declare(
    @Param('id', UuidPipe) id: string,
    @Body() { from, to, deputy }: AbsenceForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    await this.assertAnswersFor(scope, id);
    return entry(await this.professionals.run(id, { type: 'DeclareAbsence', from, to, deputy }, context));
  }

  @Post(':absence/cancel')
  @ApiCreatedResponse({ type: EntryView })
  async cancel(
    @Param('id', UuidPipe) id: string,
    @Param('absence', UuidPipe) absence: string,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    await this.assertAnswersFor(scope, id);
    return entry(await this.professionals.run(id, { type: 'CancelAbsence', absence }, context));
  }

  private async assertAnswersFor(scope: Scope, professional: Uuid): Promise<void> {
    if (professional === scope.professional) return;
    const managed = scope.mandates.flatMap(({ role, structure }) =>
      role === 'structure-manager' && structure !== null ? [structure] : [],
    );
    if (!(await this.directory.isMember(scope, professional, managed))) throw notYours();
  }
}
