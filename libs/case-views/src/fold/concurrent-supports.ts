import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import type { MergedCase } from '../merges/components.js';

/** Kinds of support that take a person as a whole, which one structure gives at a time; to be confirmed. */
const GLOBAL_KINDS = ['global', 'socio-professional'];

/**
 * « Accompagnements concurrents »: two structures that give the same kind of global support to one person at once, in
 * her open parcours of a territory, under one record or several (risk.md § 1). It is told of the first of them.
 */
export async function markConcurrent(
  linked: readonly Uuid[],
  cases: ReadonlyMap<Uuid, MergedCase>,
  sql: ProjectionSql,
): Promise<void> {
  const numbers = new Map([...new Set(cases.values())].map((merged, number) => [merged, number]));
  const table = sql.table('cases');
  await sql.query(
    `WITH record (person, number) AS (SELECT * FROM unnest($1::uuid[], $2::int[])),
          own AS (SELECT held.parcours, held.territory, held.exited, held.supports, record.number
                    FROM ${table} held JOIN record ON record.person = held.beneficiary),
          given AS (SELECT own.number, own.territory, support.kind, support.structure, min(support.from) AS since,
                           min(own.parcours::text) AS parcours
                      FROM own CROSS JOIN LATERAL
                           jsonb_to_recordset(own.supports) AS support (structure uuid, kind text, "from" date)
                     WHERE NOT own.exited AND support.kind = ANY ($3::text[])
                     GROUP BY own.number, own.territory, support.kind, support.structure),
          crowded AS (SELECT number, territory, kind, min(parcours) AS parcours,
                             jsonb_build_object('kind', kind, 'since', max(since),
                                                'structures', jsonb_agg(structure ORDER BY since, structure)) AS told
                        FROM given GROUP BY number, territory, kind HAVING count(*) > 1),
          marks AS (SELECT own.parcours, (SELECT jsonb_agg(crowded.told ORDER BY crowded.kind) FROM crowded
                                           WHERE crowded.parcours = own.parcours::text) AS mark
                      FROM own)
     UPDATE ${table} shown SET concurrent = marks.mark
       FROM marks WHERE marks.parcours = shown.parcours AND shown.concurrent IS DISTINCT FROM marks.mark`,
    [linked, linked.map((person) => numbers.get(cases.get(person)!)!), GLOBAL_KINDS],
  );
}
