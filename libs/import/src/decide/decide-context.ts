import type { CodedLists } from '@jalons/parcours';
import type { CivilDate, Codes, Instant, Uuid } from '@jalons/kernel';
import type { NominalTimes } from './nominal-times.js';
import type { Anomaly, Fate } from '../profile/profile.js';
import type { RowIds } from '../rows/row-ids.js';

/** What an import decides with: given, never read. */
export interface DecideContext {
  readonly now: Instant;
  /** The day of `now` in the territory. */
  readonly today: CivilDate;
  readonly zone: string;
  readonly times: NominalTimes;
  readonly territory: Uuid;
  /** The import that decides; an import taken up again is the same. */
  readonly importId: Uuid;
  readonly lists: CodedLists & Codes;
  readonly ids: RowIds;
  /** The day that what is imported without a day of its own is known from. */
  readonly referenceOn: CivilDate;
  /** The reference day of the previous import of this source; a change was not known before it. */
  readonly previousOn: CivilDate | null;
  readonly policies: {
    readonly overlap: 'refuse' | 'flag';
    readonly minimumAge: number;
    readonly minimumAgePolicy: 'refuse' | 'flag';
  };
  /** Whether a QPV lies inside the territory's perimeter on a day. */
  readonly insidePerimeter: (qpv: string, on: CivilDate) => boolean;
  /** The structure of a row that names none. */
  readonly defaultStructure: Uuid;
  /** What the profile does with an anomaly of a record. */
  fateOf(record: string, anomaly: Anomaly): Fate;
}

/**
 * The day on which a change of a row was known: the day that the source gives, never before its previous import; without
 * one, the reference day of this import (domain.md § 2).
 */
export function changeKnownOn(updatedOn: CivilDate | undefined, context: DecideContext): CivilDate {
  const { referenceOn, previousOn } = context;
  if (updatedOn === undefined) return referenceOn;
  return previousOn !== null && previousOn > updatedOn ? previousOn : updatedOn;
}

/**
 * The day on which an entry was known that a line says for the first time, once an earlier import has brought the line
 * without it: a change of the line. A day of knowledge before the entry itself is that of the line, not the entry's.
 */
export function firstSaidOn(
  row: { readonly occurredOn: CivilDate; readonly knownOn?: CivilDate; readonly updatedOn?: CivilDate },
  context: DecideContext,
): CivilDate {
  const { occurredOn, knownOn, updatedOn } = row;
  return changeKnownOn(knownOn !== undefined && knownOn >= occurredOn ? knownOn : updatedOn, context);
}
