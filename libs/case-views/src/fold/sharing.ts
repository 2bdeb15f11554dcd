import { sharingStopped } from '@jalons/beneficiaries';
import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import type { MergedCase } from '../merges/components.js';
import type { FoldedPerson } from './person-entries.js';

/**
 * True while nothing may be told of a person beyond those who follow her (security.md § 3): what was said under one of
 * her records holds under all of them.
 */
export function sharingStoppedIn({ members }: MergedCase, people: ReadonlyMap<Uuid, FoldedPerson>): boolean {
  return members.some((member) => {
    const told = people.get(member);
    return told !== undefined && sharingStopped(told.state);
  });
}

/**
 * Takes the sheet of an orientation from the structure that has yet to meet the person while sharing is stopped, and
 * gives it back once it no longer is.
 */
export async function keepSheets(
  cases: ReadonlyMap<Uuid, MergedCase>,
  people: ReadonlyMap<Uuid, FoldedPerson>,
  sql: ProjectionSql,
): Promise<void> {
  const told = [...cases].map(([person, merged]) => [person, sharingStoppedIn(merged, people)] as const);
  await sql.query(
    `UPDATE ${sql.table('parcours_details')} apart
        SET readers = CASE WHEN told.stopped THEN array_remove(apart.readers, apart.receiver)
                           ELSE apart.readers || apart.receiver END
       FROM unnest($1::uuid[], $2::boolean[]) told (person, stopped)
      WHERE apart.beneficiary = told.person AND apart.receiver IS NOT NULL
        AND (apart.receiver = ANY (apart.readers)) = told.stopped`,
    [told.map(([person]) => person), told.map(([, stopped]) => stopped)],
  );
}
