import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { LifeEvent } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Midnights } from '../time/midnights.js';
import type { Fact } from '../facts/fact.js';
import type { Landmark } from './landmarks.js';
import type { Traits } from './observation.js';

export type ParcoursEntries = readonly LifeEvent<ParcoursEvent>[];

/** An encounter linked to a person, while the log said so. */
export interface KnownEncounter {
  readonly person: Uuid;
  readonly fact: Fact;
  /** The later of its own knowledge and the link's. */
  readonly from: Instant;
  /** When one of them was corrected, voided or linked otherwise; null where it stands. */
  readonly until: Instant | null;
}

export interface ParcoursHistory {
  readonly id: Uuid;
  readonly beneficiary: Uuid;
  readonly entries: ParcoursEntries;
  /** The days of its territory; absent for those of the world. */
  readonly days?: Days;
  /** Read for its contacts alone: another territory's. */
  readonly elsewhere?: true;
}

/** Everything of one person, or of people ever merged with one another, up to the run's position. */
export interface PersonHistory {
  /** The lowest id among them: what a bootstrap draws. */
  readonly person: Uuid;
  readonly parcours: readonly ParcoursHistory[];
  readonly records: readonly { readonly id: Uuid; readonly entries: readonly LifeEvent<BeneficiaryEvent>[] }[];
  /** Encounters linked to them. */
  readonly encounters: readonly KnownEncounter[];
  readonly traits: (on: CivilDate) => Traits;
}

/** When days begin in a zone, and the landmarks among them. */
export interface Days {
  readonly midnights: Midnights;
  readonly landmarks: readonly Landmark[];
}

/** What surrounds them all. */
export interface World {
  readonly professionals: ReadonlyMap<Uuid, readonly LifeEvent<ProfessionalEvent>[]>;
  readonly calendar: WorkingCalendar;
  readonly midnights: Midnights;
  /** The last day that the log tells of. */
  readonly observedUntil: CivilDate;
}
