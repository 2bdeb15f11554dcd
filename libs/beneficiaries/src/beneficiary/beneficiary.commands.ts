import type { CivilDate, Uuid } from '@jalons/kernel';
import type {
  BeneficiaryEvent,
  Contacts,
  CriterionAnswer,
  ObjectionPurpose,
  PostalAddress,
  Residence,
  Sex,
} from './beneficiary.events.js';
import type { Slot } from './slots.js';

type DataOf<Type extends BeneficiaryEvent['type']> = Extract<BeneficiaryEvent, { type: Type }>['data'];

/** From which age a territory takes people, and whether it refuses or flags the younger ones. */
export interface MinimumAge {
  /** In completed years. */
  readonly minimumAge: number;
  readonly minimumAgePolicy: 'refuse' | 'flag';
}

/** What a territory decides about openings; read at the instant of the command, given to the decider. */
export interface OpeningPolicy extends MinimumAge {
  readonly overlapPolicy: 'refuse' | 'flag';
}

export type BeneficiaryCommand =
  | {
      readonly type: 'RegisterBeneficiary';
      readonly on: CivilDate;
      readonly givenName: string;
      readonly familyName: string;
      readonly birthName?: string;
      readonly birthDate?: CivilDate;
      readonly sex: Sex;
      readonly contacts: Contacts;
      readonly address?: PostalAddress;
      readonly residence: Residence;
      readonly outOfPerimeter?: { readonly redirectedTo?: string };
      /** The territory's; absent where whoever registers (an import profile) takes everybody. */
      readonly policy?: MinimumAge;
    }
  | { readonly type: 'UpdateProfile'; readonly on: CivilDate; readonly changes: DataOf<'ProfileUpdated'> }
  | { readonly type: 'ChangeContactDetails'; readonly on: CivilDate; readonly contacts: Contacts }
  | {
      readonly type: 'ChangeAddress';
      readonly on: CivilDate;
      readonly address?: PostalAddress;
      readonly residence: Residence;
    }
  | {
      readonly type: 'DeclareCriterion';
      readonly criterion: string;
      readonly answer: CriterionAnswer;
      readonly on: CivilDate;
      readonly proof?: string;
    }
  | { readonly type: 'LinkExternalIdentifier'; readonly on: CivilDate; readonly system: string; readonly value: string }
  | {
      readonly type: 'GiveInformationNotice';
      readonly on: CivilDate;
      readonly notice: DataOf<'InformationNoticeGiven'>;
    }
  | { readonly type: 'RecordObjection'; readonly on: CivilDate; readonly purpose: ObjectionPurpose }
  | { readonly type: 'WithdrawObjection'; readonly on: CivilDate; readonly objection: Uuid }
  | { readonly type: 'RestrictProcessing'; readonly on: CivilDate; readonly reason: string }
  | { readonly type: 'LiftRestriction'; readonly on: CivilDate; readonly restriction: Uuid }
  | { readonly type: 'SuspectDuplicate'; readonly on: CivilDate; readonly suspicion: DataOf<'DuplicateSuspected'> }
  | { readonly type: 'MergeInto'; readonly into: Uuid; readonly self: Uuid }
  | { readonly type: 'ReverseMerge'; readonly merge: Uuid }
  | {
      readonly type: 'TakeParcoursSlot';
      readonly slot: DataOf<'ParcoursSlotTaken'>;
      /** Day of exit of a parcours that has ended and whose days change; absent while it is open. */
      readonly to?: CivilDate;
      /** What the other records of her case hold, where she has any: merged records are one person. */
      readonly elsewhere?: readonly Slot[];
      /** Parcours that are no more, their opening undone, of slots that begin and end on a day. */
      readonly undone?: readonly Uuid[];
      readonly policy: OpeningPolicy;
    }
  | { readonly type: 'FreeParcoursSlot'; readonly parcoursId: Uuid; readonly on: CivilDate }
  | { readonly type: 'VoidBeneficiaryEntry'; readonly eventId: Uuid; readonly why: string };
