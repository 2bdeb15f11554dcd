import { addMonths, type CivilDate, dateAt, type Uuid } from '@jalons/kernel';
import type { FoldedPerson } from '../fold/person-entries.js';

/** A structure that learnt of a person through an orientation, and the day it took her in. */
export interface Receipt {
  readonly structure: Uuid;
  readonly on: CivilDate;
}

/** A notice that a structure has still to give. */
export type Due = {
  readonly structure: Uuid;
  readonly article: 13 | 14;
  readonly since: CivilDate;
  readonly due_on: CivilDate;
};

/**
 * The notices that structures have still to give a person: one row each, the first that is due.
 * @param informing structures that have informed her, under whichever of her records
 */
export function noticesDue(
  person: Uuid,
  folded: FoldedPerson,
  receipts: readonly Receipt[],
  informing: ReadonlySet<Uuid | null>,
): readonly (Due & { readonly person: Uuid })[] {
  const { identity } = folded;
  if (identity === null) return [];
  const due = [...atRegistration(folded), ...receipts.map(({ structure, on }) => fromElsewhere(structure, on))]
    .filter(({ structure }) => !informing.has(structure))
    .toSorted((a, b) => (a.due_on < b.due_on ? -1 : Number(a.due_on > b.due_on)));
  // A notice whose giver the log does not name is that of the structure that registered her.
  const open = informing.has(null) ? due.filter(({ structure }) => structure !== identity.registeredBy) : due;
  const first = new Map(open.toReversed().map((each) => [each.structure, each]));
  return [...first.values()].map((each) => ({ person, ...each }));
}

function atRegistration({ identity, importedAt }: FoldedPerson): readonly Due[] {
  if (identity === null || identity.registeredBy === null) return [];
  const { registeredBy: structure, registeredOn } = identity;
  if (importedAt !== null) return [fromElsewhere(structure, dateAt(importedAt, 'UTC'))];
  return [{ structure, article: 13, since: registeredOn, due_on: registeredOn }];
}

function fromElsewhere(structure: Uuid, since: CivilDate): Due {
  return { structure, article: 14, since, due_on: addMonths(since, 1) };
}
