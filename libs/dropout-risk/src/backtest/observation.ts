import type { CivilDate, Uuid } from '@jalons/kernel';

/** How a landmark of a parcours counts. */
export type Standing =
  /** In the cohort. */
  | 'in'
  /** Silent for H already. */
  | 'silent'
  /** Died or moved within H. */
  | 'gone'
  /** Not observed for H and 30 days. */
  | 'unobserved'
  /** Known later to have been over. */
  | 'over';

/** What a rule set says of a parcours at a landmark. */
export interface Verdict {
  readonly score: number;
  readonly flagged: boolean;
}

/** One open parcours at one landmark. */
export interface ObservedLandmark extends Verdict {
  readonly index: number;
  readonly on: CivilDate;
  readonly standing: Standing;
  /** The label: read at the run's position, never by a rule. */
  readonly dropout: boolean;
  /** No contact for 90 days, as was known: the baseline. */
  readonly noContact90: boolean;
  /** Days since the last contact, or the opening, as was known. */
  readonly sinceContact: number;
  /** What the rule set that it is compared with says; absent where there is none. */
  readonly against?: Verdict;
}

/** What figures are broken down by; null where nobody knows. */
export interface Traits {
  readonly sex: string | null;
  readonly age: string | null;
  readonly qpv: string | null;
}

/** A parcours at all its landmarks, in order. */
export interface ObservedParcours {
  readonly person: Uuid;
  readonly parcours: Uuid;
  readonly traits: Traits;
  readonly landmarks: readonly ObservedLandmark[];
  /** The exit for abandonment that stands at the run's position. */
  readonly lostOn: CivilDate | null;
}

/** What one reader of the log found. */
export interface Observations {
  readonly parcours: readonly ObservedParcours[];
  /** People who objected, or whose processing is restricted, at the run's position. */
  readonly objecting: number;
  /** Who answered for an open parcours, by landmark. */
  readonly referents: readonly (readonly Uuid[])[];
}
