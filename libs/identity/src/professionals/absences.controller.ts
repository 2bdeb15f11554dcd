import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type CommandContext, EVENT_STORE, type EventStore } from '@jalons/event-log';
import { Command, UuidPipe } from '@jalons/http';
import type { Uuid } from '@jalons/kernel';
import { CurrentScope } from '../scope/current-scope.decorator.js';
import { Policy } from '../scope/policy.decorator.js';
import type { Scope } from '../scope/scope.js';
import { absencesOf } from './absences.js';
import { Directory } from './directory.js';
import { entry } from './professionals.controller.js';
import { AbsenceForm, AbsencesView, EntryView } from './professionals.dto.js';
import { notYours, Professionals } from './professionals.js';

/** Absences with a deputy: one's own, or those of the members of a structure that one manages. */
@ApiTags('professionals')
@Policy('operator', 'structure-manager', 'coordinator')
@Controller('professionals/:id/absences')
export class AbsencesController {
  constructor(
    private readonly professionals: Professionals,
    private readonly directory: Directory,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'load'>,
  ) {}

  /** Those that stand, past ones included, the latest first. */
  @Get()
  @ApiOkResponse({ type: AbsencesView })
  async declared(@Param('id', UuidPipe) id: string, @CurrentScope() scope: Scope): Promise<AbsencesView> {
    await this.assertAnswersFor(scope, id);
    return { items: await absencesOf(this.store, id) };
  }

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
