import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { instanceToPlain } from 'class-transformer';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, EntryVoidForm, PageQuery, ReadsFrom, UuidPipe } from '@jalons/http';
import { CurrentReader, CurrentScope, Policy, type Reader, type Scope } from '@jalons/identity';
import { Outreach } from './outreach.js';
import { OutreachList } from './outreach-list.js';
import { EncounterForm, EncountersPage, EncounterView, OutreachLinkForm } from './outreach.dto.js';

/** Aller-vers: people met where they are, before any registration, and maybe never named. */
@ApiTags('outreach')
@Policy('operator', 'structure-manager')
@Controller('outreach')
export class OutreachController {
  constructor(
    private readonly outreach: Outreach,
    private readonly list: OutreachList,
  ) {}

  /** The encounters of one's structure, the latest first. */
  @ReadsFrom('outreach')
  @Get()
  @ApiOkResponse({ type: EncountersPage })
  page(@CurrentReader() reader: Reader, @Query() { limit, cursor }: PageQuery): Promise<EncountersPage> {
    return this.list.page(reader, limit, cursor);
  }

  /** One of them: 404 where it is another structure's, or not there any more. */
  @ReadsFrom('outreach')
  @Get(':id')
  @ApiOkResponse({ type: EncounterView })
  one(@CurrentReader() reader: Reader, @Param('id', UuidPipe) id: string): Promise<EncounterView> {
    return this.list.one(reader, id);
  }

  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async record(@Body() form: EncounterForm, @Command() context: CommandContext) {
    const { occurredOn, time, ...encounter } = instanceToPlain(form) as EncounterForm;
    const met = { occurredOn, encounter, ...(time !== undefined && { time }) };
    const result = await this.outreach.record(met, context);
    return answerTo(result, result.id);
  }

  /** The person it turned out to be: the encounter is hers from then on, and goes with her. */
  @Post(':id/links')
  @ApiCreatedResponse({ type: CommandAnswer })
  async link(
    @Param('id', UuidPipe) id: string,
    @Body() { beneficiaryId }: OutreachLinkForm,
    @Command() context: CommandContext,
    @CurrentScope() { token }: Scope,
  ) {
    return answerTo(await this.outreach.link(id, beneficiaryId, context, token));
  }

  @Post(':id/voids')
  @ApiCreatedResponse({ type: CommandAnswer })
  async void(
    @Param('id', UuidPipe) id: string,
    @Body() { eventId, why }: EntryVoidForm,
    @Command() context: CommandContext,
  ) {
    return answerTo(await this.outreach.void(id, { eventId, why }, context));
  }
}
