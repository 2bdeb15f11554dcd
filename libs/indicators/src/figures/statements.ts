import { COUNTED_RESIDUES, LAST_DAY } from '../residues/counted-residues.js';

/*
 * Parameters of every statement below:
 *   $1, $2  first and last day of the window
 *   $3      the as-of, in milliseconds
 *   $4      territory, or NULL for all that the reader may see
 *   $5      first day of the last quarter that is over at the as-of
 * Each answers one row: `position`, how far the facts go, what it counted and how many of these are residues (`erased`),
 * and `residues`, whether there are any at all, from one snapshot. No row before the projection exists. They stay without a
 * name: planned for their own window, they read its partitions alone.
 */

/**
 * For the statement that follows in its transaction: the people of a year are sorted in memory, not on disk; a plan that
 * reads many partitions is not compiled, which takes longer than running it; and where they are large, several processes
 * read and count them, which the server would think worth its while for much larger ones only. What it thinks of starting
 * one is left: for a year of 10 000 exits it takes four times the work.
 */
export const ROOM = `
  SELECT set_config('work_mem', '32MB', true), set_config('jit', 'off', true),
         set_config('parallel_tuple_cost', '0.002', true)`;

/** Without a parameter. → territory: those that anything counted is of. */
export const TERRITORIES = `
  SELECT DISTINCT territory FROM (
    SELECT territory FROM read.exit_facts UNION ALL SELECT territory FROM read.entry_facts
     UNION ALL SELECT territory FROM read.residues UNION ALL SELECT territory FROM privacy.residues
  ) counted WHERE territory IS NOT NULL ORDER BY territory`;

/** Known at the as-of, in the territory. */
export const KNOWN = 'fact.known_from <= $3 AND $3 < fact.known_to AND ($4::uuid IS NULL OR fact.territory = $4)';

/** As whom somebody counts at the as-of. */
export const ALIAS = `
      LEFT JOIN read.person_aliases alias
        ON alias.beneficiary = fact.beneficiary AND alias.known_from <= $3 AND $3 < alias.known_to`;
export const PERSON = 'coalesce(alias.person, fact.beneficiary)';

/**
 * Nobody else counts as this person, and she has no other parcours within the window: see `placed-facts.ts`. Whoever has
 * several in it has none that is alone. They are few: nobody else is sorted, or looked up elsewhere.
 */
const ALONE = 'fact.outlasted_from > $2 AND fact.outlasts_until < $1';
/** Of what is open at the end of the window: only this may be open beside an exit of the same person within it. */
const AFTER_ANOTHER = 'fact.outlasts_until >= $1';
const IN_SEVERAL = '(fact.outlasted_from <= $2 OR fact.outlasts_until >= $1)';

/** Residues of erased parcours, in the log or still waiting for it, known at the as-of: see `counted-residues.ts`. */
const RESIDUES = `${COUNTED_RESIDUES} AND residue.known_quarter <= $5`;

const answering = (counted: string) => `
SELECT folded.checkpoint AS position, EXISTS (SELECT ${COUNTED_RESIDUES}) AS residues, counted.*
  FROM engine.projections folded, LATERAL (${counted}) counted
 WHERE folded.name = 'indicators' AND folded.slot = 'read'`;

/** Entered by the last day of the window and not exited before its first, as they stand at the as-of. */
export const active = (columns: string) => `
    SELECT ${columns} FROM read.exit_facts fact
     WHERE fact.exited_on >= $1 AND fact.entered_on <= $2 AND ${KNOWN}
     UNION ALL
    SELECT ${columns} FROM read.entry_facts fact
     WHERE fact.entered_on <= $2 AND ${KNOWN}`;

/** Active among the erased: entries less earlier exits, since nothing says which exit belongs to which entry. */
const ACTIVE_RESIDUES = `
    SELECT (count(*) FILTER (WHERE residue.kind = 'entry' AND residue.quarter <= $2)
            - count(*) FILTER (WHERE residue.kind = 'exit' AND ${LAST_DAY} < $1))::int AS erased
      ${RESIDUES}`;

/** A count of those who are known, and of the erased beside them. */
const counting = (known: string) =>
  answering(`
  SELECT known.count + gone.erased AS count, gone.erased
    FROM (${known}) known, (${ACTIVE_RESIDUES}) gone`);

/** → position, residues, count, erased. */
export const ACTIVE_PARCOURS = counting(`SELECT count(*)::int AS count FROM (${active('1')}) each_one`);

/** → position, residues, count, erased: an erased person counts for each parcours. */
export const ACTIVE_PEOPLE = counting(`
  SELECT (coalesce(sum(fact.parcours) FILTER (WHERE fact.beneficiary IS NULL), 0)
          + count(DISTINCT ${PERSON}) FILTER (WHERE fact.beneficiary IS NOT NULL))::int AS count
    FROM (SELECT beneficiary, count(*) AS parcours
            FROM (${active(`CASE WHEN ${IN_SEVERAL} THEN fact.beneficiary END AS beneficiary`)}) each_parcours
           GROUP BY beneficiary) fact${ALIAS}`);

export const OUTCOME = 'reason, contract, contract_end, contract_months';

/** $6 days: exits of erased parcours in the window, after at least so many; none that the erasure alone ended. */
const EXITED_RESIDUES = `
    SELECT ${OUTCOME}
      ${RESIDUES} AND residue.kind = 'exit' AND residue.reason IS NOT NULL AND residue.duration_days >= $6
       AND ${LAST_DAY} BETWEEN $1 AND $2`;

/** Exits by outcome: each branch counted for itself, so that several processes may read and count it. */
const byOutcome = (exits: string, erased = false) => `
      SELECT ${OUTCOME}, ${erased} AS erased, count(*) AS exits FROM (${exits}) each_exit GROUP BY ${OUTCOME}`;

/** Exits by outcome, as a list, and of each how many are of the erased: which outcomes count, the definition says. */
const outcomes = (...branches: readonly string[]) => `
  SELECT coalesce(json_agg(outcome), '[]') AS outcomes FROM (
    SELECT json_build_object('reason', reason, 'contract', contract, 'contractEnd', contract_end,
                             'months', contract_months, 'count', sum(exits),
                             'erased', coalesce(sum(exits) FILTER (WHERE erased), 0)) AS outcome
      FROM (${[...branches.map((branch) => byOutcome(branch)), byOutcome(EXITED_RESIDUES, true)].join(' UNION ALL ')}) counted
     GROUP BY ${OUTCOME}
  ) each_outcome`;

/** $6 days: exits of the window after at least so many. */
const EXITED = `fact.exited_on BETWEEN $1 AND $2 AND fact.exited_on - fact.entered_on >= $6 AND ${KNOWN}`;

/** $6 days: the exits of the window after at least so many. → position, residues, outcomes. */
export const EXITED_PARCOURS = answering(outcomes(`SELECT ${OUTCOME} FROM read.exit_facts fact WHERE ${EXITED}`));

/**
 * $6 days: of each person, the last exit of the window after at least so many (on one day, that of the greater id),
 * unless a parcours of hers is open on the last day. The day after the last one is named as such: "later than the last
 * day" would have the partition of its year read for nothing. In two branches: whoever has but one, and the others.
 */
export const lastExits = (columns: string): readonly [string, string] => [
  `SELECT ${columns} FROM read.exit_facts fact WHERE ${EXITED} AND ${ALONE}`,
  `SELECT ${columns} FROM (
      SELECT DISTINCT ON (person) ${PERSON} AS person, ${columns} FROM read.exit_facts fact${ALIAS}
       WHERE ${EXITED} AND ${IN_SEVERAL}
       ORDER BY person, fact.exited_on DESC, fact.event_id DESC
    ) last_exit
     WHERE NOT EXISTS (
       SELECT FROM (
         SELECT ${PERSON} AS person FROM read.exit_facts fact${ALIAS}
          WHERE fact.exited_on >= $2::date + 1 AND fact.entered_on <= $2 AND ${KNOWN} AND ${AFTER_ANOTHER}
          UNION ALL
         SELECT ${PERSON} AS person FROM read.entry_facts fact${ALIAS}
          WHERE fact.entered_on <= $2 AND ${KNOWN} AND ${AFTER_ANOTHER}
       ) open_parcours WHERE open_parcours.person = last_exit.person
     )`,
];

/** $6 days: those exits. An erased person counts for each of hers. → position, residues, outcomes. */
export const EXITED_PEOPLE = answering(outcomes(...lastExits(OUTCOME)));
