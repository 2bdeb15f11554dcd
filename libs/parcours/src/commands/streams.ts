import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import {
  lifeOf,
  openedBy,
  subjectErased,
  type DomainEvent,
  type EventStore,
  type StoredEvent,
  type StreamName,
} from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import {
  serviceState,
  structureState,
  territoryState,
  type ServiceEvent,
  type ServiceState,
  type StructureEvent,
  type StructureState,
  type TerritoryEvent,
  type TerritoryState,
} from '@jalons/territory';
import type { ParcoursEntries } from '../parcours.decider.js';
import type { ParcoursEvent } from '../parcours.events.js';

/**
 * The streams that a command on a parcours looks at besides the one it writes: read from the log itself, so that no
 * read model that is behind decides.
 */
export class Streams {
  constructor(private readonly store: EventStore) {}

  parcours(id: Uuid): Promise<ParcoursEntries> {
    return this.load<ParcoursEvent>(`parcours-${id}`);
  }

  person(id: Uuid): Promise<readonly StoredEvent<BeneficiaryEvent>[]> {
    return this.load<BeneficiaryEvent>(`beneficiary-${id}`);
  }

  /** What outlives the names of a professional: mandates, absences, elevations. */
  async professional(id: Uuid): Promise<readonly StoredEvent<ProfessionalEvent>[]> {
    const events = await this.store.load(`professional-${id}`);
    return events.filter(({ erased }) => !erased) as unknown as readonly StoredEvent<ProfessionalEvent>[];
  }

  async territory(id: Uuid): Promise<TerritoryState> {
    const events = await this.load<TerritoryEvent>(`territory-${id}`);
    return territoryState(lifeOf<TerritoryEvent>(events, openedBy('TerritoryFounded')).steps);
  }

  async structure(id: Uuid): Promise<StructureState> {
    const events = await this.load<StructureEvent>(`structure-${id}`);
    return structureState(lifeOf<StructureEvent>(events, openedBy('StructureRegistered')).steps);
  }

  /** A service of the directory. */
  async service(id: Uuid): Promise<ServiceState> {
    return serviceState(await this.load<ServiceEvent>(`service-${id}`));
  }

  /** Refused as `gone` where the subject was erased. */
  private async load<E extends DomainEvent>(stream: StreamName): Promise<readonly StoredEvent<E>[]> {
    const events = await this.store.load(stream);
    if (events.some(({ erased }) => erased)) throw subjectErased();
    return events as unknown as readonly StoredEvent<E>[];
  }
}
