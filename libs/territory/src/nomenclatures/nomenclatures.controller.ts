import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentScope, SignedIn, type Scope } from '@jalons/identity';
import {
  DomainError,
  NOMENCLATURES,
  NomenclatureCatalogue,
  type CivilDate,
  type NomenclatureEntry,
  type NomenclatureName,
} from '@jalons/kernel';
import { labelOf, Spoken, type Language } from './language.js';
import { TerritoryValues } from './territory-values.js';
import { NomenclatureQuery, NomenclatureView, type NomenclatureItem } from './nomenclatures.dto.js';

/** The lists that forms choose from and that screens read labels in (domain.md § 4). */
@ApiTags('nomenclatures')
@Controller('nomenclatures')
export class NomenclaturesController {
  constructor(
    private readonly catalogue: NomenclatureCatalogue,
    private readonly added: TerritoryValues,
  ) {}

  @SignedIn()
  @Get(':list')
  @ApiOkResponse({ type: NomenclatureView })
  async list(
    @Param('list') list: string,
    @CurrentScope() { token, territories }: Scope,
    @Query() { on }: NomenclatureQuery,
    @Spoken() language: Language,
  ): Promise<NomenclatureView> {
    if (!isNomenclature(list)) {
      throw new DomainError('not-found', 'unknown-nomenclature', "Cette liste n'existe pas.");
    }
    const own = this.catalogue.entries(list);
    const added = await this.added.of(list, territories, token);
    // A value of the product is never replaced.
    const entries = [...own, ...added.filter(({ code }) => this.catalogue.entry(list, code) === null)];
    const held = entries.filter((entry) => on === undefined || holdsOn(entry, on));
    return { items: held.map((entry) => itemOf(entry, language)) };
  }
}

function isNomenclature(name: string): name is NomenclatureName {
  return (NOMENCLATURES as readonly string[]).includes(name);
}

function holdsOn({ validFrom, validTo }: NomenclatureEntry, day: CivilDate): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

function itemOf(entry: NomenclatureEntry, language: Language): NomenclatureItem {
  const { code, validFrom, validTo, status, extra } = entry;
  return {
    code,
    label: labelOf(entry, language),
    ...(validFrom !== null && { validFrom }),
    ...(validTo !== null && { validTo }),
    status,
    extra,
  };
}
