import type { EventStore, StoredEvent } from '@jalons/event-log';
import type { Indicators } from '@jalons/indicators';
import { DomainError, invalidField, type Uuid } from '@jalons/kernel';
import { territoryLife, territoryState, type TerritoryEvent } from '@jalons/territory';

export interface ZoneParts {
  readonly indicators: Pick<Indicators, 'territories'>;
  readonly store: Pick<EventStore, 'load'>;
  /** Counts days where there is no territory to say another. */
  readonly zone: string;
}

/**
 * The zone in which the days of a figure are counted: that of its territory, or the one that all those share of which
 * there is anything to count.
 * @throws DomainError `territory-unknown`, since a figure of what is not there would be a zero like another;
 * `territory-needed` where they share none: a day would not be the same for all
 */
export async function zoneOfFigures(parts: ZoneParts, territory?: Uuid): Promise<string> {
  const territories = territory === undefined ? await parts.indicators.territories() : [territory];
  const zones = await Promise.all(territories.map((each) => zoneOf(parts.store, each)));
  const [zone = parts.zone, ...others] = new Set(zones);
  if (others.length === 0) return zone;
  throw invalidField(
    '/territory',
    'territory-needed',
    'Les territoires n’ont pas tous la même heure : choisissez-en un par --territory.',
  );
}

async function zoneOf(store: Pick<EventStore, 'load'>, territory: Uuid): Promise<string> {
  const entries = (await store.load(`territory-${territory}`)) as unknown as readonly StoredEvent<TerritoryEvent>[];
  const { zone } = territoryState(territoryLife(entries).steps);
  if (zone !== null) return zone;
  throw new DomainError('not-found', 'territory-unknown', 'Ce territoire n’existe pas. Vérifiez son identifiant.');
}
