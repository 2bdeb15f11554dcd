import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import { linkedWith } from './person-links.js';
import { writePeople } from './persons-fold.js';
import type { Reserved } from './reserved.js';

/** Tables that hold a person, by the column that names her. */
const BY_PERSON = {
  parcours_timelines: 'beneficiary',
  parcours_details: 'beneficiary',
  parcours_withheld: 'beneficiary',
  cases: 'beneficiary',
  case_viewers: 'beneficiary',
  orientations: 'beneficiary',
  persons: 'person',
  person_details: 'person',
  person_entries: 'person',
  person_names: 'person',
  person_merges: 'person',
  duplicates: 'person',
  notices_due: 'person',
} as const;

/**
 * Nothing of an erased person stays in a read model (security.md § 3), nor what the entries of others say of her; those
 * whom a merge linked with her are written anew without her.
 */
export async function purge(erased: readonly Uuid[], sql: ProjectionSql, reserved: Reserved): Promise<void> {
  const linked = await linkedWith(erased, sql);
  const { rows: suspecting } = await sql.query<{ person: Uuid }>(
    `SELECT person FROM ${sql.table('duplicates')} WHERE other = ANY ($1::uuid[])`,
    [erased],
  );
  for (const [table, column] of Object.entries(BY_PERSON)) {
    await sql.query(`DELETE FROM ${sql.table(table)} WHERE ${column} = ANY ($1::uuid[])`, [erased]);
  }
  await sql.query(`DELETE FROM ${sql.table('person_entries')} WHERE other = ANY ($1::uuid[])`, [erased]);
  await sql.query(`DELETE FROM ${sql.table('person_merges')} WHERE into_person = ANY ($1::uuid[])`, [erased]);
  const left = new Set([...linked, ...suspecting.map(({ person }) => person)]);
  for (const person of erased) left.delete(person);
  await writePeople([...left], sql, reserved);
}
