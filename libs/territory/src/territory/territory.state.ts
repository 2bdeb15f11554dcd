import { lifeOf, openedBy, type Life, type LifeEvent } from '@jalons/event-log';
import { type CivilDate, type Uuid, holdsOn, type Period } from '@jalons/kernel';
import type { TerritoryEvent, TerritorySettings } from './territory.events.js';

/** A QPV in the perimeter on [from, to). */
export interface PerimeterEntry extends Period {
  readonly id: Uuid;
  readonly qpv: string;
}

export interface TerritoryState {
  readonly foundedOn: CivilDate | null;
  readonly name: string | null;
  readonly zone: string | null;
  readonly settings: TerritorySettings | null;
  readonly perimeter: readonly PerimeterEntry[];
}

const RULES = openedBy<TerritoryEvent>('TerritoryFounded');

/** The life of a territory as its stream tells it. */
export function territoryLife(events: readonly LifeEvent<TerritoryEvent>[]): Life<TerritoryEvent> {
  return lifeOf(events, RULES);
}

/** Folds the unvoided events of a territory, given in the order of life. */
export function territoryState(events: readonly LifeEvent<TerritoryEvent>[]): TerritoryState {
  let founded: LifeEvent<Extract<TerritoryEvent, { type: 'TerritoryFounded' }>> | null = null;
  let settings: TerritorySettings | null = null;
  const perimeter: PerimeterEntry[] = [];
  const ended = new Map<Uuid, CivilDate>();
  for (const event of events) {
    switch (event.type) {
      case 'TerritoryFounded':
        founded = event;
        settings = event.data.settings;
        break;
      case 'TerritorySettingsChanged':
        settings = event.data.settings;
        break;
      case 'PerimeterExtended':
        perimeter.push({ id: event.eventId, qpv: event.data.qpv, from: event.data.from, to: null });
        break;
      case 'PerimeterReduced':
        ended.set(event.data.extension, event.data.on);
        break;
      case 'EntryVoided':
        break;
    }
  }
  return {
    foundedOn: founded?.occurredOn ?? null,
    name: founded?.data.name ?? null,
    zone: founded?.data.zone ?? null,
    settings,
    perimeter: perimeter.map((entry) => ({ ...entry, to: ended.get(entry.id) ?? null })),
  };
}

/** True where the QPV belongs to the territory on that day; eligibility is read from it once, at the opening. */
export function inPerimeter(state: TerritoryState, qpv: string, day: CivilDate): boolean {
  return state.perimeter.some((entry) => entry.qpv === qpv && holdsOn(entry, day));
}
