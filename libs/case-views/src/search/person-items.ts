import type { ScopedDatabase } from '@jalons/database';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { AccessReason } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { reasonFor } from '../access/relation.js';
import type { CaseStatus } from '../cases/case-document.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';
import { fullNameOf } from '../names/person-name.js';

/** Somebody found, with the newest of her parcours that the reader may see. */
export interface PersonItem {
  readonly beneficiaryId: Uuid;
  /** Whole: it was asked for, and tells people of one given name apart. */
  readonly fullName: string;
  readonly birthYear: number | null;
  /** Opened by breaking the glass alone: nothing is recorded of her (security.md § 1). */
  readonly readOnly: boolean;
  readonly parcours: {
    readonly id: Uuid;
    readonly status: CaseStatus;
    readonly referent: Named | null;
    readonly structure: Named;
  } | null;
}

/**
 * What is read of people found; `found` has their ids, and `place` in which order. Records that were merged are shown as
 * the one that stands for them, with the parcours of all; where that one has no row, or none that the reader may see, as
 * the one that was found. A receiver sees no case yet, and knows the person by the
 * orientation alone.
 */
export const PERSON_ITEMS = `
  SELECT who.person, who.viewers, who.given_name, who.family_name, who.birth_date,
         newest.parcours, newest.exited, newest.referent, newest.structure,
         EXISTS (SELECT FROM read.orientations received
                  WHERE received.beneficiary = ANY (who.members) AND received.pending
                    AND received.to_structure = ANY ((SELECT auth.my_structures())::uuid[])) AS received,
         who.person = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated
    FROM (SELECT DISTINCT ON (kept) coalesce(stands.person, hit.person) AS kept, found.place
            FROM found JOIN read.persons hit USING (person)
            LEFT JOIN read.persons stands ON stands.person = hit.survivor
           ORDER BY kept, found.place) best
    JOIN read.persons who ON who.person = best.kept
    LEFT JOIN LATERAL (
      SELECT case_.parcours, case_.exited, case_.referent,
             coalesce(case_.referent_structure, case_.structures[1], case_.opened_by) AS structure
        FROM read.cases case_ WHERE case_.beneficiary = ANY (who.members)
       ORDER BY case_.exited, case_.opened_on DESC, case_.parcours LIMIT 1) newest ON true
   ORDER BY best.place, who.family_name, who.given_name, who.person`;

export interface PersonRow {
  readonly person: Uuid;
  readonly viewers: readonly Uuid[];
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly birth_date: CivilDate | null;
  readonly parcours: Uuid | null;
  readonly exited: boolean | null;
  readonly referent: Uuid | null;
  readonly structure: Uuid | null;
  readonly received: boolean;
  readonly elevated: boolean;
}

export interface OpenedPerson {
  readonly row: PersonRow;
  readonly reason: AccessReason;
}

/** Rows that nothing opens to the reader are left out, should PostgreSQL ever let one through. */
export function openedPeople({ scope }: Reader, rows: readonly PersonRow[]): readonly OpenedPerson[] {
  return rows.flatMap((row) => {
    const byOrientation = row.received && row.parcours === null;
    const ties = byOrientation ? { viewers: [], receivers: row.viewers } : { viewers: row.viewers };
    const reason = reasonFor(scope, { ...ties, referent: row.referent, elevated: row.elevated });
    return reason === null ? [] : [{ row, reason }];
  });
}

/** The items of a list, named as the reader may know them on a day. */
export async function personItems(
  database: ScopedDatabase,
  { scope }: Reader,
  people: readonly OpenedPerson[],
  on: CivilDate,
): Promise<readonly PersonItem[]> {
  const names = await DirectoryNames.read(database, scope.token, {
    professionals: people.flatMap(({ row }) => row.referent ?? []),
    structures: people.flatMap(({ row }) => row.structure ?? []),
    on,
  });
  return people.map(({ row, reason }) => ({
    beneficiaryId: row.person,
    fullName: fullNameOf(row.given_name, row.family_name),
    birthYear: row.birth_date === null ? null : Number(row.birth_date.slice(0, 4)),
    readOnly: reason === 'elevated',
    parcours: parcoursOf(row, names),
  }));
}

function parcoursOf({ parcours, exited, referent, structure }: PersonRow, names: DirectoryNames) {
  if (parcours === null || structure === null) return null;
  return {
    id: parcours,
    status: exited === true ? 'exited' : 'open',
    referent: referent === null ? null : names.professional(referent),
    structure: names.structure(structure),
  } as const;
}
