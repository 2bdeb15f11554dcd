import { active, ALIAS, KNOWN, lastExits, OUTCOME, PERSON } from './statements.js';

/*
 * The parcours behind a figure, by the clauses of the figure itself (`statements.ts`). Parameters:
 *   $1, $2  first and last day of the window
 *   $3      the as-of, in milliseconds
 *   $4      territory, or NULL for all that the reader may see
 *   $5      the parcours after which to go on, or NULL
 *   then, of exits, the days after which one counts; and last, how many rows
 * Each answers `position`, how far the facts go, in every row, and in one row with nothing else where nothing is listed.
 * `counted` is false of what is in the window and yet left out. No row before the projection exists.
 */

const page = (parcours: string, limit: string) => `
SELECT folded.checkpoint AS position, listed.*
  FROM engine.projections folded LEFT JOIN LATERAL (
    SELECT each_one.* FROM (${parcours}) each_one
     WHERE $5::uuid IS NULL OR each_one.parcours > $5
     ORDER BY each_one.parcours LIMIT ${limit}
  ) listed ON true
 WHERE folded.name = 'indicators' AND folded.slot = 'read'`;

const COLUMNS = 'fact.parcours, fact.event_id, fact.beneficiary';

const exits = (counted: string, further = '') =>
  page(
    `SELECT ${COLUMNS}, ${OUTCOME}, ${counted} AS counted FROM read.exit_facts fact
      WHERE fact.exited_on BETWEEN $1 AND $2 AND ${KNOWN}${further}`,
    '$7',
  );

const LONG_ENOUGH = 'fact.exited_on - fact.entered_on >= $6';

/** $6 days, $7 rows: exits of the window, each for itself. */
export const EXITED_PARCOURS_LISTED = exits(LONG_ENOUGH);

/** $6 days, $7 rows: of these, those whose reason is unknown. */
export const UNKNOWN_EXITS_LISTED = exits(LONG_ENOUGH, ` AND fact.reason = 'unknown'`);

/** $6 days, $7 rows: exits of the window, of which the last one of each person counts. */
export const EXITED_PEOPLE_LISTED = exits(`fact.event_id IN (${lastExits('event_id').join(' UNION ALL ')})`);

/** $6 rows: parcours active in the window, each for itself. */
export const ACTIVE_PARCOURS_LISTED = page(active(`${COLUMNS}, true AS counted`), '$6');

/** $6 rows: the same, of which one counts for each person. */
export const ACTIVE_PEOPLE_LISTED = page(
  `SELECT ${COLUMNS}, row_number() OVER (PARTITION BY ${PERSON} ORDER BY fact.parcours) = 1 AS counted
     FROM (${active(COLUMNS)}) fact${ALIAS}`,
  '$6',
);
