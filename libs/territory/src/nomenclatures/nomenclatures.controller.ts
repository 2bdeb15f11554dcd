import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '@jalons/identity';
import {
  DomainError,
  NOMENCLATURES,
  NomenclatureCatalogue,
  type CivilDate,
  type NomenclatureEntry,
  type NomenclatureName,
} from '@jalons/kernel';
import { labelOf, Spoken, type Language } from './language.js';
import { NomenclatureQuery, NomenclatureView, type NomenclatureItem } from './nomenclatures.dto.js';

/** The lists that forms choose from and that screens read labels in (domain.md § 4). */
@ApiTags('nomenclatures')
@Controller('nomenclatures')
export class NomenclaturesController {
  constructor(private readonly catalogue: NomenclatureCatalogue) {}

  @SignedIn()
  @Get(':list')
  @ApiOkResponse({ type: NomenclatureView })
  list(
    @Param('list') list: string,
    @Query() { on }: NomenclatureQuery,
    @Spoken() language: Language,
  ): NomenclatureView {
    if (!isNomenclature(list)) {
      throw new DomainError('not-found', 'unknown-nomenclature', "Cette liste n'existe pas.");
    }
    const entries = this.catalogue.entries(list).filter((entry) => on === undefined || holdsOn(entry, on));
    return { items: entries.map((entry) => itemOf(entry, language)) };
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
