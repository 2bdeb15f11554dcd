import type { ScopedDatabase } from '@jalons/database';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { Reader } from '../access/reader.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';

/**
 * $1 the reader's structures, $2 today. Who followed people in one of them and no longer does, on any mandate there,
 * with the open cases that she still answers for in its name.
 */
const DEPARTED = `
  WITH gone AS (
    SELECT professional, structure FROM read.mandates
     WHERE structure = ANY ($1::uuid[]) AND role = ANY ('{operator,structure-manager}')
     GROUP BY professional, structure
    HAVING bool_or(held_until <= $2::date)
       AND NOT bool_or(held_from <= $2::date AND (held_until IS NULL OR $2::date < held_until)))
  SELECT gone.professional, gone.structure, count(*)::int AS cases
    FROM gone
    JOIN read.cases case_ ON case_.referent = gone.professional AND case_.referent_structure = gone.structure
     AND NOT case_.exited
   GROUP BY gone.professional, gone.structure
   ORDER BY 3 DESC, 1, 2`;

/** A referent whose mandate has ended, and whose portfolio nobody took over. */
export interface DepartedReferent {
  readonly referent: Named;
  /** Where the mandate was held. */
  readonly structure: Named;
  /** Open cases. */
  readonly cases: number;
}

/** Those of the reader's structures: one notice per referent (risk.md § 1, R8), the largest portfolio first. */
export async function departedReferents(
  database: ScopedDatabase,
  { scope }: Reader,
  today: CivilDate,
): Promise<readonly DepartedReferent[]> {
  if (scope.structures.length === 0) return [];
  const { rows } = await database.query<DepartedRow>(scope.token, DEPARTED, [scope.structures, today], {
    name: 'departed_referents_1',
  });
  if (rows.length === 0) return [];
  const names = await DirectoryNames.read(database, scope.token, {
    professionals: rows.map(({ professional }) => professional),
    structures: rows.map(({ structure }) => structure),
    on: today,
  });
  return rows.map(({ professional, structure, cases }) => ({
    referent: names.professional(professional),
    structure: names.structure(structure),
    cases,
  }));
}

interface DepartedRow {
  readonly professional: Uuid;
  readonly structure: Uuid;
  readonly cases: number;
}
