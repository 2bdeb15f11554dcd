import type { EventStore, StoredEvent } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import type { TerritoryEvent } from './territory.events.js';
import { territoryLife, territoryState, type TerritoryState } from './territory.state.js';

/** A territory that is there. */
export interface FoundedTerritory extends TerritoryState {
  readonly id: Uuid;
  /** IANA; its days are counted there. */
  readonly zone: string;
}

/**
 * A territory as the log has it, since it may have been founded just now.
 * @throws DomainError `territory-unknown` where there is no such territory
 */
export async function foundedTerritory(store: Pick<EventStore, 'load'>, id: Uuid): Promise<FoundedTerritory> {
  const entries = (await store.load(`territory-${id}`)) as unknown as readonly StoredEvent<TerritoryEvent>[];
  const state = territoryState(territoryLife(entries).steps);
  if (state.foundedOn === null || state.zone === null) {
    throw new DomainError('not-found', 'territory-unknown', 'Ce territoire n’existe pas. Vérifiez son identifiant.');
  }
  return { ...state, id, zone: state.zone };
}
