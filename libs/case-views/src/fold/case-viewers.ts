import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import { NAMED_HEAD } from '../cases/case-document.js';
import { FILTERED_COLUMN_NAMES } from '../cases/case-filters.js';

/**
 * Writes the file active of every structure that sees a case of these people, from what has been written of the cases
 * and of the people themselves.
 */
export async function writeViewers(people: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  const [viewers, days] = [sql.table('case_viewers'), FILTERED_COLUMN_NAMES.join(', ')];
  await sql.query(`DELETE FROM ${viewers} WHERE beneficiary = ANY ($1::uuid[])`, [people]);
  await sql.query(
    `INSERT INTO ${viewers} (structure, parcours, beneficiary, ${days}, head, told)
     SELECT structure, parcours, beneficiary, ${days}, ${NAMED_HEAD}, case_.told
       FROM ${sql.table('cases')} case_
       CROSS JOIN LATERAL unnest(case_.viewers) seen (structure)
       LEFT JOIN ${sql.table('persons')} who ON who.person = case_.beneficiary
      WHERE case_.beneficiary = ANY ($1::uuid[])`,
    [people],
  );
}
