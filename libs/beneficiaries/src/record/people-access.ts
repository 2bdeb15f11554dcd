import type { ScopedDatabase } from '@jalons/database';
import type { Uuid } from '@jalons/kernel';

/**
 * What a person is to somebody: `followed` by one of her structures, which record of her; `read` by breaking the glass
 * and in no other way, for a time and without writing (security.md § 1); `closed` otherwise.
 */
export type Opening = 'followed' | 'read' | 'closed';

export interface OpenedPerson {
  readonly opening: Opening;
  /** Structures that may read her; none of somebody who is closed. */
  readonly viewers: readonly Uuid[];
}

/**
 * SQL over a row of read.persons: whether a structure of the holder of the session follows her. Of those whom the policies
 * open the row to, who broke the glass follows nobody by it, and a receiver that has still to answer reads the sheet alone.
 */
export function followedIn(row: string): string {
  return `(${row}.viewers && (SELECT auth.my_structures())::uuid[]
       AND (EXISTS (SELECT FROM read.cases followed WHERE followed.beneficiary = ANY (${row}.members)
                       AND followed.viewers && (SELECT auth.my_structures())::uuid[])
            OR NOT EXISTS (SELECT FROM read.orientations received
                            WHERE received.beneficiary = ANY (${row}.members) AND received.pending
                              AND received.to_structure = ANY ((SELECT auth.my_structures())::uuid[]))))`;
}

/** $1 person. Policies open her row. */
const OPENING = `
  SELECT who.viewers, ${followedIn('who')} AS followed,
         who.person = ANY ((SELECT auth.my_elevations())::uuid[]) AS read
    FROM read.persons who WHERE who.person = $1::uuid`;

export const CLOSED: OpenedPerson = { opening: 'closed', viewers: [] };

/** What a person is to the holder of `token`, by the policies. */
export async function openedTo(database: ScopedDatabase, token: string, person: Uuid): Promise<OpenedPerson> {
  const { rows } = await database.query<OpeningRow>(token, OPENING, [person], { name: 'person_opening_1' });
  const [row] = rows;
  if (row === undefined || (!row.followed && !row.read)) return CLOSED;
  return { opening: row.followed ? 'followed' : 'read', viewers: row.viewers };
}

interface OpeningRow {
  readonly viewers: readonly Uuid[];
  readonly followed: boolean;
  readonly read: boolean;
}
