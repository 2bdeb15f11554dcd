import type { PersonState } from '@jalons/beneficiaries';
import type { Uuid } from '@jalons/kernel';
import type { Row } from '@jalons/projections';
import type { FoldedPerson } from '../fold/person-entries.js';
import type { Reserved } from '../fold/reserved.js';

/** What is kept apart of a person, for one circle of readers: see the table `person_details`. */
export interface PersonDetail {
  readonly criteria: PersonState['criteria'];
  /** Of restrictions, by their entry. */
  readonly reasons: readonly { readonly id: Uuid; readonly reason: string }[];
}

/**
 * The rows of a person's answers to criteria and of the reasons of restrictions: first what whoever follows her reads,
 * then, for each structure that recorded some, what is for it and for the referent. None where there is nothing.
 */
export function personDetailRows(
  person: Uuid,
  { identity, state, recordedBy }: FoldedPerson,
  { followers, referents }: { readonly followers: readonly Uuid[]; readonly referents: readonly Uuid[] },
  reserved: Reserved,
): readonly Row[] {
  if (identity === null) return [];
  const isReserved = ({ criterion }: { readonly criterion: string }) => reserved('criteria', criterion);
  const shared = state.criteria.filter((each) => !isReserved(each));
  const apart = new Map<Uuid | null, { criteria: PersonState['criteria']; reasons: PersonDetail['reasons'] }>();
  const of = (entry: Uuid) => {
    const recorder = recordedBy.get(entry) ?? null;
    return { recorder, detail: apart.get(recorder) ?? { criteria: [], reasons: [] } };
  };
  for (const each of state.criteria.filter(isReserved)) {
    const { recorder, detail } = of(each.id);
    apart.set(recorder, { ...detail, criteria: [...detail.criteria, each] });
  }
  for (const { id, reason } of state.restrictions) {
    const { recorder, detail } = of(id);
    apart.set(recorder, { ...detail, reasons: [...detail.reasons, { id, reason }] });
  }
  const sorted = [...apart].toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return [
    ...(shared.length === 0 ? [] : [{ readers: followers, referents: [], criteria: shared, reasons: [] }]),
    ...sorted.map(([recorder, detail]) => ({ readers: recorder === null ? [] : [recorder], referents, ...detail })),
  ].map((row, part) => ({ person, part, ...row }));
}
