import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { LifeEvent } from '@jalons/event-log';
import type { ProfessionalEvent } from '@jalons/identity';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Midnights } from '../time/midnights.js';
import type { Fact } from '../facts/fact.js';
import type { Traits } from './observation.js';

export type ParcoursEntries = readonly LifeEvent<ParcoursEvent>[];

/** Everything of one person, or of people ever merged with one another, up to the run's position. */
export interface PersonHistory {
  /** The lowest id among them: what a bootstrap draws. */
  readonly person: Uuid;
  readonly parcours: readonly { readonly id: Uuid; readonly beneficiary: Uuid; readonly entries: ParcoursEntries }[];
  readonly records: readonly { readonly id: Uuid; readonly entries: readonly LifeEvent<BeneficiaryEvent>[] }[];
  /** Encounters linked to them, known from `at`. */
  readonly encounters: readonly Fact[];
  readonly traits: (on: CivilDate) => Traits;
}

/** What surrounds them all. */
export interface World {
  readonly professionals: ReadonlyMap<Uuid, readonly LifeEvent<ProfessionalEvent>[]>;
  readonly calendar: WorkingCalendar;
  readonly midnights: Midnights;
  /** The last day that the log tells of. */
  readonly observedUntil: CivilDate;
}
