import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import { type MergedCase, mergedCases } from '../merges/components.js';
import type { FoldedPerson } from './person-entries.js';

/** Writes the merges that people's streams tell of. */
export async function writeMerges(people: ReadonlyMap<Uuid, FoldedPerson>, sql: ProjectionSql): Promise<void> {
  await sql.upsert(
    'person_merges',
    [...people].flatMap(([person, { merges, state }]) =>
      merges.map(({ id, into }) => ({ merge: id, person, into_person: into, in_force: state.merge?.id === id })),
    ),
  );
}

/** These people, and everyone whom a merge ever linked them with: their rows depend on one another. */
export async function linkedWith(people: readonly Uuid[], sql: ProjectionSql): Promise<readonly Uuid[]> {
  const merges = sql.table('person_merges');
  const { rows } = await sql.query<{ person: Uuid }>(
    `WITH RECURSIVE linked (person) AS (
       SELECT unnest($1::uuid[])
       UNION
       SELECT next.person FROM linked CROSS JOIN LATERAL (
         SELECT into_person AS person FROM ${merges} WHERE person = linked.person
         UNION ALL
         SELECT person FROM ${merges} WHERE into_person = linked.person) next)
     SELECT person FROM linked ORDER BY person`,
    [people],
  );
  return rows.map(({ person }) => person);
}

/** The merged case of each of them, all being linked with nobody else. */
export async function casesOf(linked: readonly Uuid[], sql: ProjectionSql): Promise<ReadonlyMap<Uuid, MergedCase>> {
  const { rows } = await sql.query<{ person: Uuid; into: Uuid }>(
    `SELECT person, into_person AS into FROM ${sql.table('person_merges')} WHERE in_force AND person = ANY ($1::uuid[])`,
    [linked],
  );
  return mergedCases(linked, rows);
}
