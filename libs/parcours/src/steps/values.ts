import type { CivilDate, Uuid } from '@jalons/kernel';

/** What a step may carry besides its own data. */
export interface StepNotes {
  /** Free text of at most 2 000 characters; never a NIR. */
  readonly note?: string;
}

/** A step that may have happened before the opening, said so by whoever records it (domain.md § 3, invariants). */
export interface DatedFreely extends StepNotes {
  readonly priorHistory?: true;
}

/** A company, place or public event: its label, and its id once it stands in a register. */
export interface Labelled {
  readonly id?: Uuid;
  readonly label: string;
}

/** A day to come, with an optional time of day and then the territory's zone beside it (domain.md § 2). */
export interface Moment {
  readonly on: CivilDate;
  /** `HH:mm`. */
  readonly time?: string;
  /** IANA zone; present iff `time` is. */
  readonly zone?: string;
}

/** A value that nobody knew, said as such and never taken for zero, short or none. */
export type OrUnknown<Value> = Value | 'unknown';
