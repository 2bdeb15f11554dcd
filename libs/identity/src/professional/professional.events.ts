import { defineEvents, type DomainEvent, type EntryVoided } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { Role } from './roles.js';

/** Who a professional is, and how to reach them at work: sealed under their own key, alone (domain.md § 3). */
export interface ProfessionalIdentity {
  readonly givenName: string;
  readonly familyName: string;
  readonly email?: string;
  readonly phone?: string;
}

export type ProfessionalRegistered = DomainEvent<'ProfessionalRegistered', ProfessionalIdentity>;
export type ProfessionalIdentityChanged = DomainEvent<'ProfessionalIdentityChanged', ProfessionalIdentity>;

/** A right, by ids alone: it outlives the names, so that « who could see this case on that day » stays answerable. */
export type MandateGranted = DomainEvent<
  'MandateGranted',
  {
    readonly role: Role;
    readonly structure?: Uuid;
    readonly territory?: Uuid;
    readonly from: CivilDate;
    /** Last day held; open-ended where absent. */
    readonly to?: CivilDate;
    /** The IANA zone in which these days are counted. */
    readonly zone: string;
  }
>;

export type MandateEnded = DomainEvent<
  'MandateEnded',
  {
    /** The eventId of the MandateGranted that ends. */
    readonly mandate: Uuid;
    /** First day without it: today ends it at once. */
    readonly on: CivilDate;
  }
>;

export type AbsenceDeclared = DomainEvent<
  'AbsenceDeclared',
  { readonly from: CivilDate; /** Last day away. */ readonly to: CivilDate; readonly deputy: Uuid }
>;
export type AbsenceCancelled = DomainEvent<'AbsenceCancelled', { readonly absence: Uuid }>;

/** Break-the-glass: one case opened for a coded reason and a limited time. */
export type AccessElevated = DomainEvent<
  'AccessElevated',
  {
    readonly beneficiaryId: Uuid;
    /** Nomenclature `elevation-reasons`. */
    readonly reason: string;
    readonly until: Instant;
  }
>;

export type ProfessionalEvent =
  | ProfessionalRegistered
  | ProfessionalIdentityChanged
  | MandateGranted
  | MandateEnded
  | AbsenceDeclared
  | AbsenceCancelled
  | AccessElevated
  | EntryVoided;

/** For the registry of the codec. */
export const professionalEvents = defineEvents<ProfessionalEvent>({
  ProfessionalRegistered: { version: 1 },
  ProfessionalIdentityChanged: { version: 1 },
  MandateGranted: { version: 1 },
  MandateEnded: { version: 1 },
  AbsenceDeclared: { version: 1 },
  AbsenceCancelled: { version: 1 },
  AccessElevated: { version: 1 },
});
