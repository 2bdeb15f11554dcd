import { defineEvents, type DomainEvent, type EntryVoided } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';

/** How we know where the person lives (domain.md § 1). */
export type QpvEvidence = 'declared' | 'address' | 'domiciliation' | 'partner';

/** A dated fact with its vintage inside the code (nomenclature `qpv`); null = outside any QPV, `unknown` = not known. */
export interface Residence {
  readonly qpv: string | null | 'unknown';
  readonly quartier?: string;
  readonly evidence: QpvEvidence;
}

export interface PostalAddress {
  readonly line: string;
  readonly postcode: string;
  readonly city: string;
}

export interface Contacts {
  readonly phone?: string;
  readonly email?: string;
  /** Whom to call instead, with her agreement; free text. */
  readonly other?: string;
}

export type Sex = 'female' | 'male' | 'other' | 'unknown';
export type CriterionAnswer = 'yes' | 'no' | 'refused' | 'unknown';
export type ObjectionPurpose = 'contact' | 'profiling' | 'sharing' | 'all';

/** Events of a person's stream, all under her key (domain.md § 3). Never a NIR. */
export type BeneficiaryEvent =
  | DomainEvent<
      'BeneficiaryRegistered',
      {
        /** Absent only at import, and then flagged. */
        readonly givenName?: string;
        readonly familyName?: string;
        readonly birthName?: string;
        readonly birthDate?: CivilDate;
        readonly sex: Sex;
        readonly contacts: Contacts;
        readonly address?: PostalAddress;
        readonly residence: Residence;
        /** Logged and redirected, never lost (domain.md § 1); without `redirectedTo` while nobody has said where to. */
        readonly outOfPerimeter?: { readonly redirectedTo?: string };
      }
    >
  | DomainEvent<
      'ProfileUpdated',
      {
        readonly givenName?: string;
        readonly familyName?: string;
        readonly birthName?: string;
        readonly birthDate?: CivilDate;
        readonly sex?: Sex;
      }
    >
  | DomainEvent<'ContactDetailsChanged', { readonly contacts: Contacts }>
  | DomainEvent<'AddressChanged', { readonly address?: PostalAddress; readonly residence: Residence }>
  | DomainEvent<
      'CriterionDeclared',
      {
        /** Nomenclature `criteria`. */
        readonly criterion: string;
        readonly answer: CriterionAnswer;
        readonly on: CivilDate;
        readonly proof?: string;
      }
    >
  | DomainEvent<'ExternalIdentifierLinked', { readonly system: string; readonly value: string }>
  | DomainEvent<
      'InformationNoticeGiven',
      {
        /** RGPD art. 13 (collected from her) or 14 (from elsewhere, within one month). */
        readonly article: 13 | 14;
        readonly means: 'oral' | 'paper' | 'email' | 'sms' | 'letter';
        readonly adaptedForMinor?: boolean;
      }
    >
  | DomainEvent<'ObjectionRecorded', { readonly purpose: ObjectionPurpose }>
  | DomainEvent<'ObjectionWithdrawn', { readonly objection: Uuid }>
  | DomainEvent<'ProcessingRestricted', { readonly reason: string }>
  | DomainEvent<'RestrictionLifted', { readonly restriction: Uuid }>
  | DomainEvent<
      'DuplicateSuspected',
      { readonly other: Uuid; readonly because: 'name-and-birth-date' | 'identifier' | 'operator' }
    >
  | DomainEvent<'BeneficiaryMerged', { readonly into: Uuid }>
  | DomainEvent<'MergeReversed', { readonly merge: Uuid }>
  | DomainEvent<
      'ParcoursSlotTaken',
      {
        readonly territory: Uuid;
        readonly parcoursId: Uuid;
        /** Day of entry. */
        readonly from: CivilDate;
        /** The eventId that ParcoursOpened has or will have. */
        readonly opening: Uuid;
      }
    >
  | DomainEvent<
      'ParcoursSlotFreed',
      {
        readonly parcoursId: Uuid;
        /** Day of exit: the interval held is [from, on). */
        readonly on: CivilDate;
      }
    >
  | DomainEvent<'BeneficiaryErased', { readonly intent: Uuid }>
  | EntryVoided;

/** For the registry of the codec. */
export const beneficiaryEvents = defineEvents<BeneficiaryEvent>({
  BeneficiaryRegistered: { version: 1 },
  ProfileUpdated: { version: 1 },
  ContactDetailsChanged: { version: 1 },
  AddressChanged: { version: 1 },
  CriterionDeclared: { version: 1 },
  ExternalIdentifierLinked: { version: 1 },
  InformationNoticeGiven: { version: 1 },
  ObjectionRecorded: { version: 1 },
  ObjectionWithdrawn: { version: 1 },
  ProcessingRestricted: { version: 1 },
  RestrictionLifted: { version: 1 },
  DuplicateSuspected: { version: 1 },
  BeneficiaryMerged: { version: 1 },
  MergeReversed: { version: 1 },
  ParcoursSlotTaken: { version: 1 },
  ParcoursSlotFreed: { version: 1 },
  BeneficiaryErased: { version: 1 },
});
