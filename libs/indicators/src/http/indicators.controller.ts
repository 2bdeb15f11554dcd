import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CLOCK, ReadsFrom, type Clock } from '@jalons/http';
import { CurrentReader, CurrentScope, holds, Policy, type Reader, type Scope } from '@jalons/identity';
import {
  caseNumberOf,
  DomainError,
  invalidField,
  parseCivilDate,
  parseInstant,
  type CivilDate,
  type Instant,
  type Uuid,
} from '@jalons/kernel';
import { Spoken, TerritoryDirectory, type Language } from '@jalons/territory';
import { DefinitionCatalogue } from '../definitions/catalogue.js';
import { isRate, statusOf, type IndicatorDefinition } from '../definitions/definition.js';
import { indicatorsProjection } from '../facts/indicators.projection.js';
import { Indicators, type FigureRequest } from '../figures/indicators.js';
import { marginOf } from '../figures/margin.js';
import { CountedPages } from './counted-pages.js';
import {
  CountedParcoursPage,
  CountedQuery,
  FigureQuery,
  FigureView,
  IndicatorList,
  type IndicatorView,
} from './indicators.dto.js';

/** Figures of a territory, as known at any past instant: the coordinator's (governance.md § 3). */
@ApiTags('indicators')
@Controller('indicators')
export class IndicatorsController {
  constructor(
    private readonly indicators: Indicators,
    private readonly counted: CountedPages,
    private readonly definitions: DefinitionCatalogue,
    private readonly territories: TerritoryDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Policy('coordinator')
  @Get()
  @ApiOkResponse({ type: IndicatorList })
  list(@Spoken() language: Language): IndicatorList {
    return { items: this.definitions.newest().map((definition) => viewOf(definition, language)) };
  }

  @Policy('coordinator')
  @ReadsFrom(indicatorsProjection.name)
  @Get(':id')
  @ApiOkResponse({ type: FigureView })
  async figure(
    @CurrentScope() scope: Scope,
    @Param('id') id: string,
    @Query() query: FigureQuery,
  ): Promise<FigureView> {
    const { request, zone } = await this.asked(scope, query);
    const figure = await this.indicators.indicator(id, request, zone, scope.token);
    return { ...figure, ...marginOf(figure), asOf: new Date(figure.asOf).toISOString() };
  }

  /** The parcours behind a figure, each with what the definition makes of it, by case number. */
  @Policy('coordinator')
  @ReadsFrom(indicatorsProjection.name)
  @Get(':id/parcours')
  @ApiOkResponse({ type: CountedParcoursPage })
  async parcours(
    @CurrentReader() reader: Reader,
    @Param('id') id: string,
    @Query() { limit, cursor, ...query }: CountedQuery,
  ): Promise<CountedParcoursPage> {
    const { request, zone } = await this.asked(reader.scope, query);
    const { items, asOf, ...page } = await this.counted.page(reader, id, request, zone, { limit, cursor });
    return {
      ...{ ...page, asOf: new Date(asOf).toISOString() },
      items: items.map(({ parcours, eventId, beneficiary, verdict }) => ({
        ...{ parcoursId: parcours, caseNumber: caseNumberOf(parcours), eventId, beneficiaryId: beneficiary, verdict },
      })),
    };
  }

  /** What is asked of the territory named, or of all that the reader coordinates. */
  private async asked(
    scope: Scope,
    { asOf, territory, ...query }: FigureQuery,
  ): Promise<{ readonly request: FigureRequest; readonly zone: string }> {
    const zone = await this.zoneOf(scope, coordinatedBy(scope, territory));
    const request = {
      ...{ ...query, now: this.clock.now() },
      ...(asOf !== undefined && { asOf: momentOf(asOf) }),
      ...(territory !== undefined && { territory }),
    };
    return { request, zone };
  }

  /** The one zone of these territories; where they have several, a day would not be the same for all. */
  private async zoneOf(scope: Scope, territories: readonly Uuid[]): Promise<string> {
    const zones = await Promise.all(territories.map((territory) => this.territories.zoneOf(scope, territory)));
    const [zone, ...others] = new Set(zones);
    if (zone === undefined) throw notCoordinated();
    if (others.length === 0) return zone;
    throw invalidField('/territory', 'territory-needed', 'Vos territoires n’ont pas la même heure : choisissez-en un.');
  }
}

/** The territory named, or all that the reader coordinates; DomainError where it is not one of hers. */
function coordinatedBy(scope: Scope, territory: Uuid | undefined): readonly Uuid[] {
  if (territory === undefined) {
    const own = scope.mandates.filter(({ role }) => role === 'coordinator').map((held) => held.territory);
    return [...new Set(own.filter((id) => id !== null))];
  }
  if (holds(scope, 'coordinator', { territory })) return [territory];
  throw notCoordinated();
}

function notCoordinated(): DomainError {
  return new DomainError(
    'forbidden',
    'territory-not-coordinated',
    'Vous ne coordonnez pas ce territoire : choisissez un des vôtres.',
  );
}

/** Now, a day or an instant, of the shape that the query was checked for; refused where there is no such day or time. */
function momentOf(asOf: string): CivilDate | Instant | 'now' {
  if (asOf === 'now') return asOf;
  const moment = parseCivilDate(asOf) ?? parseInstant(asOf);
  if (moment !== null) return moment;
  throw invalidField('/asOf', 'no-such-day', 'Cette date n’existe pas : vérifiez le jour et le mois.');
}

function viewOf(definition: IndicatorDefinition, language: Language): IndicatorView {
  const { id, version, label, words, source, unit } = definition;
  return {
    ...{ id, version, label: label[language], definition: words[language], source, unit },
    status: statusOf(definition),
    kind: isRate(definition) ? 'rate' : 'count',
    ...(isRate(definition) && { classes: definition.classes.rules }),
  };
}
