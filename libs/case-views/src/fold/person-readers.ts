import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import type { MergedCase } from '../merges/components.js';
import type { FoldedPerson } from './person-entries.js';
import { sharingStoppedIn } from './sharing.js';

type ByPerson = ReadonlyMap<Uuid, readonly Uuid[]>;

/** Who may read each person; whoever may read one record of a merged case may read all of them. */
export interface PersonReaders {
  /** Structures that take part in one of her parcours; where she has none, the one that registered her. Sorted. */
  readonly followers: ByPerson;
  /** Those, and the ones that have yet to answer or to meet her, unless sharing is stopped. Sorted. */
  readonly viewers: ByPerson;
  /** Professionals who answer for one of her open parcours. Sorted. */
  readonly referents: ByPerson;
}

/** Reads it from what has been written of the parcours. */
export async function readersOf(
  people: ReadonlyMap<Uuid, FoldedPerson>,
  cases: ReadonlyMap<Uuid, MergedCase>,
  sql: ProjectionSql,
): Promise<PersonReaders> {
  const { rows } = await sql.query<CaseRow>(
    `SELECT beneficiary, viewers, receivers, referent, exited FROM ${sql.table('cases')}
      WHERE beneficiary = ANY ($1::uuid[]) ORDER BY parcours`,
    [[...cases.keys()]],
  );
  const [followers, receivers, referents] = [new Map<Uuid, Uuid[]>(), new Map<Uuid, Uuid[]>(), new Map<Uuid, Uuid[]>()];
  for (const row of rows) {
    const person = row.beneficiary;
    add(followers, person, row.viewers);
    if (!sharingStoppedIn(cases.get(person)!, people)) add(receivers, person, row.receivers);
    if (row.referent !== null && !row.exited) add(referents, person, [row.referent]);
  }
  for (const [person, { identity }] of people) {
    const registeredBy = identity?.registeredBy ?? null;
    if (!followers.has(person) && registeredBy !== null) add(followers, person, [registeredBy]);
  }
  return {
    followers: acrossRecords(cases, followers),
    viewers: acrossRecords(cases, followers, receivers),
    referents: acrossRecords(cases, referents),
  };
}

function add(to: Map<Uuid, Uuid[]>, person: Uuid, ids: readonly Uuid[]): void {
  to.set(person, [...(to.get(person) ?? []), ...ids]);
}

function acrossRecords(cases: ReadonlyMap<Uuid, MergedCase>, ...byRecord: readonly ByPerson[]): ByPerson {
  return new Map(
    [...cases].map(([person, { members }]) => {
      const all = members.flatMap((member) => byRecord.flatMap((ids) => ids.get(member) ?? []));
      return [person, [...new Set(all)].toSorted()];
    }),
  );
}

interface CaseRow {
  readonly beneficiary: Uuid;
  readonly viewers: readonly Uuid[];
  readonly receivers: readonly Uuid[];
  readonly referent: Uuid | null;
  readonly exited: boolean;
}
