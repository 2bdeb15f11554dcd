import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PageQuery, ReadsFrom } from '@jalons/http';
import { CurrentScope, SignedIn, type Scope } from '@jalons/identity';
import { NomenclatureCatalogue } from '@jalons/kernel';
import { labelOf, Spoken, type Language } from '../nomenclatures/language.js';
import { TerritoriesPage } from './territories.dto.js';
import { TerritoryDirectory, type KnownPerimeterEntry } from './territory-directory.js';

/** Territories, their perimeter and parameters, for whoever is signed in. */
@ApiTags('territories')
@Controller('territories')
export class TerritoriesController {
  constructor(
    private readonly directory: TerritoryDirectory,
    private readonly catalogue: NomenclatureCatalogue,
  ) {}

  @SignedIn()
  @ReadsFrom('territories')
  @Get()
  @ApiOkResponse({ type: TerritoriesPage })
  async list(
    @CurrentScope() scope: Scope,
    @Query() { limit, cursor }: PageQuery,
    @Spoken() language: Language,
  ): Promise<TerritoriesPage> {
    const page = await this.directory.page(scope, limit, cursor);
    const named = (entry: KnownPerimeterEntry) => ({ ...entry, label: this.labelOf(entry.qpv, language) });
    return { ...page, items: page.items.map((known) => ({ ...known, perimeter: known.perimeter.map(named) })) };
  }

  /** The code itself where the list no longer holds it: never lost. */
  private labelOf(qpv: string, language: Language): string {
    const entry = this.catalogue.entry('qpv', qpv);
    return entry === null ? qpv : labelOf(entry, language);
  }
}
