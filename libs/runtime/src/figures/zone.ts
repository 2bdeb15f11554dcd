import type { EventStore } from '@jalons/event-log';
import type { Indicators } from '@jalons/indicators';
import { invalidField, type Uuid } from '@jalons/kernel';
import { foundedTerritory } from '@jalons/territory';

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
  const founded = await Promise.all(territories.map((each) => foundedTerritory(parts.store, each)));
  const [zone = parts.zone, ...others] = new Set(founded.map(({ zone: own }) => own));
  if (others.length === 0) return zone;
  throw invalidField(
    '/territory',
    'territory-needed',
    'Les territoires n’ont pas tous la même heure : choisissez-en un par --territory.',
  );
}
