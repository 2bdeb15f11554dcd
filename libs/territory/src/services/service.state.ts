import { lifeOf, type Life, type LifeEvent, type LifeRules } from '@jalons/event-log';
import { addDays, type CivilDate } from '@jalons/kernel';
import type { Service, ServiceEvent } from './service.events.js';

/** A service that nobody confirmed for so long is shown as stale (domain.md § 4). */
export const STALE_AFTER_DAYS = 90;

export interface ServiceState {
  /** As last said; null where its listing was voided. */
  readonly service: Service | null;
  readonly listedOn: CivilDate | null;
  /** The last day on which it was listed, updated or confirmed. */
  readonly confirmedOn: CivilDate | null;
  /** First day on which it takes nobody. */
  readonly withdrawnOn: CivilDate | null;
}

const RULES: LifeRules<ServiceEvent> = {
  openings: new Set(['ServiceListed']),
  exits: new Set(['ServiceWithdrawn']),
  byPosition: new Set(),
  reopens: () => undefined,
};

/** The life of a service as its stream tells it. */
export function serviceLife(events: readonly LifeEvent<ServiceEvent>[]): Life<ServiceEvent> {
  return lifeOf(events, RULES);
}

const NOTHING: ServiceState = { service: null, listedOn: null, confirmedOn: null, withdrawnOn: null };

export function serviceState(events: readonly LifeEvent<ServiceEvent>[]): ServiceState {
  return serviceLife(events).steps.reduce<ServiceState>((state, event) => {
    if (state.listedOn === null && event.type !== 'ServiceListed') return state;
    switch (event.type) {
      case 'ServiceListed':
        return { ...state, service: event.data, listedOn: event.occurredOn, confirmedOn: event.occurredOn };
      case 'ServiceUpdated':
        return { ...state, service: event.data, confirmedOn: event.occurredOn };
      case 'ServiceConfirmed':
        return { ...state, service: counted(state.service, event.data.placesOpen), confirmedOn: event.occurredOn };
      case 'ServiceWithdrawn':
        return { ...state, withdrawnOn: event.occurredOn };
      case 'EntryVoided':
        return state;
    }
  }, NOTHING);
}

function counted(service: Service | null, placesOpen: Service['placesOpen'] | undefined): Service | null {
  return service === null || placesOpen === undefined ? service : { ...service, placesOpen };
}

/** Whether nobody has confirmed it for {@link STALE_AFTER_DAYS} days. */
export function isStale(confirmedOn: CivilDate, today: CivilDate): boolean {
  return today > addDays(confirmedOn, STALE_AFTER_DAYS);
}
