import type { CriterionAnswer } from '@jalons/beneficiaries';
import type { CivilDate, Uuid } from '@jalons/kernel';

/** Where a row lies, and what it was taken for. */
export interface RowOrigin {
  /** Index of the table among those of the import. */
  readonly table: number;
  readonly line: number;
  /** The record of the profile. */
  readonly record: string;
}

/** Stands, in mapped data, for the entry of another row, or for the entry of a type that is in force. */
export type RowReference = { readonly $row: Uuid } | { readonly $current: string };

/** The data of an event, its references not yet resolved. */
export type MappedData = Readonly<Record<string, unknown>>;

interface Dated extends RowOrigin {
  /** Identifies the entry across imports. */
  readonly row: Uuid;
  readonly knownOn?: CivilDate;
  readonly updatedOn?: CivilDate;
  /** Notes of the mapping: an unlisted code taken for unknown… */
  readonly flags: readonly string[];
}

export interface MappedPerson extends Dated {
  readonly of: 'person';
  readonly person: Uuid;
  readonly structure?: Uuid;
  readonly registeredOn?: CivilDate;
  readonly data: MappedData;
  readonly identifiers: readonly { readonly row: Uuid; readonly system: string; readonly value: string }[];
  readonly criteria: readonly MappedCriterion[];
}

/** An answer to a criterion of the publics, that `on` gives; the day of the registration without one. */
export interface MappedCriterion {
  readonly row: Uuid;
  readonly criterion: string;
  readonly answer: CriterionAnswer;
  readonly on?: CivilDate;
  readonly proof?: string;
}

export interface MappedStep extends Dated {
  readonly of: 'step';
  readonly parcours: Uuid;
  readonly person?: Uuid;
  readonly structure?: Uuid;
  readonly type: string;
  readonly occurredOn: CivilDate;
  readonly time?: string;
  readonly data: MappedData;
  readonly priorHistory: boolean;
  readonly afterExit?: { readonly type: string; readonly data: MappedData };
}

export interface MappedStructure extends RowOrigin {
  readonly of: 'structure';
  readonly structure: Uuid;
  readonly name: string;
  readonly kind: string;
}

/** What a row of a file says, in the words of this product; ids stand where the file has keys. */
export type MappedRow = MappedPerson | MappedStep | MappedStructure;
