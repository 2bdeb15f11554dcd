/*
 * Parameters of every statement below:
 *   $1, $2  first and last day of the window
 *   $3      the as-of, in milliseconds
 *   $4      territory, or NULL for all that the reader may see
 * Each answers one row: `position`, how far the facts go, and what it counted, from one snapshot. No row before the
 * projection exists. They stay without a name: planned for their own window, they read its partitions alone.
 */

/**
 * For the statement that follows in its transaction: the people of a year are sorted in memory, not on disk, and a plan
 * that reads many partitions is not compiled, which takes longer than running it.
 */
export const ROOM = `SELECT set_config('work_mem', '32MB', true), set_config('jit', 'off', true)`;

/** Known at the as-of, in the territory. */
const KNOWN = 'fact.known_from <= $3 AND $3 < fact.known_to AND ($4::uuid IS NULL OR fact.territory = $4)';

/** As whom somebody counts at the as-of. */
const ALIAS = `
      LEFT JOIN read.person_aliases alias
        ON alias.beneficiary = fact.beneficiary AND alias.known_from <= $3 AND $3 < alias.known_to`;
const PERSON = 'coalesce(alias.person, fact.beneficiary)';

const answering = (counted: string) => `
SELECT folded.checkpoint AS position, counted.*
  FROM engine.projections folded, LATERAL (${counted}) counted
 WHERE folded.name = 'indicators' AND folded.slot = 'read'`;

/** Entered by the last day of the window and not exited before its first, as they stand at the as-of. */
const active = (columns: string, joined = '') => `
    SELECT ${columns} FROM read.exit_facts fact${joined}
     WHERE fact.exited_on >= $1 AND fact.entered_on <= $2 AND ${KNOWN}
     UNION ALL
    SELECT ${columns} FROM read.entry_facts fact${joined}
     WHERE fact.entered_on <= $2 AND ${KNOWN}`;

/** → position, count. */
export const ACTIVE_PARCOURS = answering(`SELECT count(*)::int AS count FROM (${active('1')}) each_parcours`);

/** → position, count. */
export const ACTIVE_PEOPLE = answering(
  `SELECT count(*)::int AS count FROM (SELECT DISTINCT person FROM (${active(`${PERSON} AS person`, ALIAS)}) each_parcours) each_person`,
);

const OUTCOME = 'reason, contract, contract_end, contract_months';

/** Exits by outcome, as a list. */
const outcomes = (exits: string) => `
  SELECT coalesce(json_agg(each_outcome), '[]') AS outcomes FROM (
    SELECT reason, contract, contract_end AS "contractEnd", contract_months AS months, count(*)::int AS count
      FROM (${exits}) exits GROUP BY ${OUTCOME}
  ) each_outcome`;

/** $5 days: the exits of the window after at least so many. → position, outcomes. */
export const EXITED_PARCOURS = answering(
  outcomes(`
    SELECT ${OUTCOME} FROM read.exit_facts fact
     WHERE fact.exited_on BETWEEN $1 AND $2 AND fact.exited_on - fact.entered_on >= $5 AND ${KNOWN}`),
);

/**
 * $5 days: of each person, the last exit of the window after at least so many (on one day, that of the greater id),
 * unless a parcours of hers is open on the last day. → position, outcomes.
 */
export const EXITED_PEOPLE = answering(
  outcomes(`
    SELECT ${OUTCOME} FROM (
      SELECT DISTINCT ON (person) ${PERSON} AS person, ${OUTCOME} FROM read.exit_facts fact${ALIAS}
       WHERE fact.exited_on BETWEEN $1 AND $2 AND fact.exited_on - fact.entered_on >= $5 AND ${KNOWN}
       ORDER BY person, fact.exited_on DESC, fact.event_id DESC
    ) last_exit
     WHERE NOT EXISTS (
       SELECT FROM (
         SELECT ${PERSON} AS person FROM read.exit_facts fact${ALIAS}
          WHERE fact.exited_on > $2 AND fact.entered_on <= $2 AND ${KNOWN}
          UNION ALL
         SELECT ${PERSON} AS person FROM read.entry_facts fact${ALIAS}
          WHERE fact.entered_on <= $2 AND ${KNOWN}
       ) open_parcours WHERE open_parcours.person = last_exit.person
     )`),
);
