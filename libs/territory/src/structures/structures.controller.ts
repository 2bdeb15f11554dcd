import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, IfMatch, ReadsFrom, UuidPipe, VoidForm } from '@jalons/http';
import { CurrentScope, Policy, SignedIn, type Scope } from '@jalons/identity';
import { NomenclatureCatalogue, type CivilDate, type Uuid, holdsOn } from '@jalons/kernel';
import { labelOf, Spoken, type Language } from '../nomenclatures/language.js';
import { TerritoryDirectory } from '../territories/territory-directory.js';
import { registration } from './registration.js';
import { StructureDirectory, type KnownSeat } from './structure-directory.js';
import {
  NewStructureForm,
  RenameForm,
  SeatEndForm,
  SeatForm,
  StructuresPage,
  StructuresQuery,
} from './structures.dto.js';
import { Structures } from './structures.js';

/** Structures, their dated names and seats: read by everyone signed in, kept by an admin (security.md § 1). */
@ApiTags('structures')
@Controller('structures')
export class StructuresController {
  constructor(
    private readonly structures: Structures,
    private readonly directory: StructureDirectory,
    private readonly territories: TerritoryDirectory,
    private readonly catalogue: NomenclatureCatalogue,
  ) {}

  @SignedIn()
  @ReadsFrom('structures')
  @Get()
  @ApiOkResponse({ type: StructuresPage })
  async list(
    @CurrentScope() scope: Scope,
    @Query() { territory, limit, cursor }: StructuresQuery,
    @Spoken() language: Language,
  ): Promise<StructuresPage> {
    const day = this.structures.today();
    const other = this.catalogue.entry('structure-kinds', 'other');
    const hidden = other === null ? '' : labelOf(other, language);
    const page = await this.directory.page(scope, { day, hidden, limit, cursor });
    const asked = territory === undefined ? scope.territories : [territory];
    const items = page.items.map((known) => ({ ...known, seat: known.seats.some((seat) => sits(seat, day, asked)) }));
    return { ...page, items };
  }

  @Policy('admin')
  @Post()
  @ApiCreatedResponse({ type: CommandAnswer })
  async register(@Body() form: NewStructureForm, @Command() context: CommandContext) {
    const id = this.structures.newId(context);
    const on = form.on ?? this.structures.today();
    return answerTo(await this.structures.run(id, { ...registration(form), on }, context), id);
  }

  @Policy('admin')
  @Post(':id/names')
  @ApiCreatedResponse({ type: CommandAnswer })
  async rename(
    @Param('id', UuidPipe) id: string,
    @Body() { name, from }: RenameForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    return answerTo(await this.structures.run(id, { type: 'RenameStructure', name, from }, context, options(expected)));
  }

  @Policy('admin')
  @ReadsFrom('territories')
  @Post(':id/seats')
  @ApiCreatedResponse({ type: CommandAnswer })
  async grantSeat(
    @Param('id', UuidPipe) id: string,
    @Body() { territory, from }: SeatForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
  ) {
    const zone = await this.territories.zoneOf(scope, territory);
    return answerTo(await this.structures.run(id, { type: 'GrantSeat', territory, from }, context, { zone }));
  }

  /** The end of the seat starts the hand-back of the cases of the structure (domain.md § 1). */
  @Policy('admin')
  @Post(':id/seats/:seat/end')
  @ApiCreatedResponse({ type: CommandAnswer })
  async endSeat(
    @Param('id', UuidPipe) id: string,
    @Param('seat', UuidPipe) seat: string,
    @Body() { on }: SeatEndForm,
    @Command() context: CommandContext,
  ) {
    return answerTo(await this.structures.run(id, { type: 'EndSeat', seat, on }, context));
  }

  @Policy('admin')
  @Post(':id/entries/:eventId/void')
  @ApiCreatedResponse({ type: CommandAnswer })
  async voidEntry(
    @Param('id', UuidPipe) id: string,
    @Param('eventId', UuidPipe) eventId: string,
    @Body() { why }: VoidForm,
    @Command() context: CommandContext,
  ) {
    return answerTo(await this.structures.run(id, { type: 'VoidStructureEntry', eventId, why }, context));
  }
}

/** Nobody's territories, an admin's, are all of them. */
function sits(seat: KnownSeat, day: CivilDate, territories: readonly Uuid[]): boolean {
  const asked = territories.length === 0 || territories.includes(seat.territory);
  return asked && holdsOn({ from: seat.from, to: seat.until }, day);
}

function options(expected: number | undefined) {
  return expected === undefined ? {} : { expected };
}
