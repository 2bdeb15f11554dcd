import type { ScopedDatabase } from '@jalons/database';
import type { Uuid } from '@jalons/kernel';

/**
 * $1 person. Policies open her row; of those whom they open it to, a receiver that has still to answer reads and does
 * not write.
 */
const IS_OPEN = `
  SELECT who.person = ANY ((SELECT auth.my_elevations())::uuid[])
         OR EXISTS (SELECT FROM read.cases followed WHERE followed.beneficiary = ANY (who.members)
                       AND followed.viewers && (SELECT auth.my_structures())::uuid[])
         OR NOT EXISTS (SELECT FROM read.orientations received
                         WHERE received.beneficiary = ANY (who.members) AND received.pending
                           AND received.to_structure = ANY ((SELECT auth.my_structures())::uuid[])) AS open
    FROM read.persons who WHERE who.person = $1::uuid`;

/** Whether the holder of `token` may record something of a person, by the policies; false for whoever may read her and no more. */
export async function isOpenTo(database: ScopedDatabase, token: string, person: Uuid): Promise<boolean> {
  const { rows } = await database.query<{ open: boolean }>(token, IS_OPEN, [person], { name: 'person_open_1' });
  return rows[0]?.open === true;
}
