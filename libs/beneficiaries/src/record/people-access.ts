import type { ScopedDatabase } from '@jalons/database';
import type { Uuid } from '@jalons/kernel';

/**
 * $1 person. Policies open her row; of those whom they open it to, a receiver that has still to answer reads and does
 * not write.
 */
const STANDING = `
  SELECT who.members, who.survivor,
         who.person = ANY ((SELECT auth.my_elevations())::uuid[])
         OR EXISTS (SELECT FROM read.cases followed WHERE followed.beneficiary = ANY (who.members)
                       AND followed.viewers && (SELECT auth.my_structures())::uuid[])
         OR NOT EXISTS (SELECT FROM read.orientations received
                         WHERE received.beneficiary = ANY (who.members) AND received.pending
                           AND received.to_structure = ANY ((SELECT auth.my_structures())::uuid[])) AS open
    FROM read.persons who WHERE who.person = $1::uuid`;

/** A person as a session may act on her. */
export interface PersonStanding {
  /** The records that make one case with this one, itself included. */
  readonly members: readonly Uuid[];
  /** The record that stands for all; null where merges go round in a circle. */
  readonly survivor: Uuid | null;
  /** False for whoever may read her and no more. */
  readonly open: boolean;
}

/** What the policies say of a person to the holder of `token`; null where she is not seen. */
export async function standingOf(
  database: ScopedDatabase,
  token: string,
  person: Uuid,
): Promise<PersonStanding | null> {
  const { rows } = await database.query<PersonStanding & { survivor: Uuid | null }>(token, STANDING, [person], {
    name: 'person_standing_1',
  });
  return rows[0] ?? null;
}
