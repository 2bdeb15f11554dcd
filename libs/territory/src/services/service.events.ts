import { defineEvents, type DomainEvent, type EntryVoided } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';

export const FEES = ['free', 'paid'] as const;
export const RECEPTION_MODES = ['in-person', 'remote'] as const;
export const MOBILISERS = ['residents', 'professionals'] as const;

/** Where a service is given. */
export interface ServiceAddress {
  readonly line?: string;
  readonly complement?: string;
  readonly postcode?: string;
  readonly city?: string;
  /** Five characters (code officiel géographique). */
  readonly inseeCode?: string;
}

/**
 * A service as the directory holds it, field for field what data·inclusion's schema holds (`dataInclusionOf`), but for
 * the name of a contact person: those belong to professionals, under their own keys (domain.md § 3).
 */
export interface Service {
  readonly structure: Uuid;
  readonly name: string;
  readonly description: string;
  /** Nomenclature `schemes`; absent where it belongs to none of those of the convention. */
  readonly scheme?: string;
  /** Common law comes first (domain.md § 4); as the scheme is marked, where there is one. */
  readonly commonLaw: boolean;
  /** Nomenclature `service-types`. */
  readonly type?: string;
  /** Nomenclatures `needs` and `barriers`: what it answers. */
  readonly topics: readonly string[];
  /** Nomenclature `service-publics`: whom it is for. */
  readonly publics: readonly string[];
  readonly publicsDetails?: string;
  readonly accessConditions?: string;
  /** Communes, départements, EPCI or `france`, as data·inclusion codes them; empty where nobody said. */
  readonly eligibilityAreas: readonly string[];
  /** Places open; `unknown` where nobody said. */
  readonly placesOpen: number | 'unknown';
  readonly fees?: (typeof FEES)[number];
  readonly feesDetails?: string;
  readonly receptionModes: readonly (typeof RECEPTION_MODES)[number][];
  readonly mobilisedBy: readonly (typeof MOBILISERS)[number][];
  /** Nomenclature `mobilisation-modes`. */
  readonly mobilisationModes: readonly string[];
  readonly mobilisationDetails?: string;
  readonly mobilisationLink?: string;
  /** Of the service, not of somebody. */
  readonly phone?: string;
  readonly email?: string;
  readonly address?: ServiceAddress;
  /** As OpenStreetMap writes opening hours. */
  readonly openingHours?: string;
  readonly hoursPerWeek?: number;
  readonly weeks?: number;
  /** The page of the service where it was first published. */
  readonly sourceLink?: string;
}

/** The directory of services (convention, art. 2): each confirmed from time to time, so that what is stale is seen. */
export type ServiceEvent =
  | DomainEvent<'ServiceListed', Service>
  | DomainEvent<'ServiceUpdated', Service>
  /** It is as it was said to be; places open may have changed since. */
  | DomainEvent<'ServiceConfirmed', { readonly placesOpen?: number | 'unknown' }>
  /** From that day on it takes nobody. */
  | DomainEvent<'ServiceWithdrawn', { readonly reason?: string }>
  | EntryVoided;

/** For the registry of the codec. */
export const serviceEvents = defineEvents<ServiceEvent>({
  ServiceListed: { version: 1 },
  ServiceUpdated: { version: 1 },
  ServiceConfirmed: { version: 1 },
  ServiceWithdrawn: { version: 1 },
});
