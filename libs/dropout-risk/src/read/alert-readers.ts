import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';

/** Rules that concern the structure that is to receive before the referent (risk.md § 1). */
const HANDOVER_RULES = ['R2', 'R3'] as const;

/**
 * Says who may read the alerts of these parcours: whoever takes part; and a structure with an orientation to answer or
 * to start, of those alerts alone that tell of nothing but what it is to do. One more cause, or an orientation to another
 * structure, and it is for those who follow the person.
 */
export async function alignReaders(parcours: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  if (parcours.length > 0) await sql.query(SAME_READERS(sql), [parcours]);
}

/** Of `alert`, beside `board` and `known`. The anchor of a cause of these rules is its orientation. */
const RECEIVERS = `
  CASE WHEN board.receivers = '{}' OR alert.causes = '[]' THEN '{}'::uuid[] ELSE ARRAY(
    SELECT receiver FROM unnest(board.receivers) WITH ORDINALITY waiting (receiver, place)
     WHERE NOT EXISTS (
       SELECT FROM jsonb_array_elements(alert.causes) cause
        WHERE cause ->> 'rule' NOT IN (${HANDOVER_RULES.map((rule) => `'${rule}'`).join(', ')})
           OR NOT EXISTS (
                SELECT FROM json_array_elements(known.facts -> 'handovers') sent
                 WHERE sent -> 'proposal' ->> 'id' = cause ->> 'anchor' AND sent ->> 'toStructure' = receiver::text))
     ORDER BY place) END`;

/** $1 parcours */
const SAME_READERS = (sql: ProjectionSql) => `
  UPDATE ${sql.table('risk_alerts')} alert
     SET territory = readers.territory, viewers = readers.viewers, receivers = readers.receivers
    FROM (SELECT alert.alert, alert.n, board.territory, board.viewers, ${RECEIVERS} AS receivers
            FROM ${sql.table('risk_alerts')} alert
            JOIN ${sql.table('risk_board')} board ON board.parcours = alert.parcours
            JOIN ${sql.table('risk_cases')} known ON known.parcours = alert.parcours
           WHERE alert.parcours = ANY ($1::uuid[])) readers
   WHERE readers.alert = alert.alert AND readers.n = alert.n
     AND (alert.territory, alert.viewers, alert.receivers)
         IS DISTINCT FROM (readers.territory, readers.viewers, readers.receivers)`;
