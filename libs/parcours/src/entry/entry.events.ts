import type { DomainEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { StepNotes } from '../steps/values.js';

/** What was decided once, on the day of entry, and stays acquired (domain.md § 1). */
export interface Eligibility {
  /** Whether the person lived inside the territory's perimeter. */
  readonly perimeter: 'inside' | 'outside' | 'unknown';
  /** Nomenclature `qpv`, whose codes carry the vintage of the list; null outside any, `unknown` where not known. */
  readonly qpv: string | null | 'unknown';
  readonly evidence: 'declared' | 'address' | 'domiciliation' | 'partner';
  /** The territory's minimum age, in years, as applied that day. */
  readonly minimumAge: number;
  /** `minor`: the minimum age reached and under 18, so that the adapted notice is due. */
  readonly age: 'adult' | 'minor' | 'under-minimum' | 'unknown';
}

export const ENTRY_SITUATIONS = ['unemployed', 'inactive', 'in-training', 'employed'] as const;

export type EntryEvent =
  | DomainEvent<
      'ParcoursOpened',
      StepNotes & {
        readonly beneficiaryId: Uuid;
        /** The structure that takes the person in, and so the first to take part. */
        readonly structure: Uuid;
        /** Nomenclature `entry-channels`. */
        readonly entryChannel: string;
        readonly previousParcours?: Uuid;
        readonly eligibility: Eligibility;
      }
    >
  | DomainEvent<
      'EntrySituationRecorded',
      StepNotes & {
        readonly situation: (typeof ENTRY_SITUATIONS)[number];
        readonly since?: CivilDate;
        readonly registeredWithFranceTravail?: boolean;
        /** Nomenclature `benefits`; empty where none was recorded. */
        readonly benefits: readonly string[];
        /** Nomenclature `education-levels` (2019 frame). */
        readonly education: OrUnknownCode;
        /** Nomenclature `households`. */
        readonly household: OrUnknownCode;
      }
    >;

/** A code of a nomenclature, or `unknown` said as such. */
type OrUnknownCode = string | 'unknown';
