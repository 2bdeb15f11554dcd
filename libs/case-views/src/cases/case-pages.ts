import {
  type CaseFilter,
  type CaseOwner,
  type ColumnFilter,
  FILTER_RULES,
  FILTERED_COLUMN_NAMES,
} from './case-filters.js';
import { type CaseHeadNamed, NAMED_HEAD } from './case-document.js';
import { AT_RISK_COUNT, atRiskPage, RISK_JOINS, RISK_TEXT, type RiskRead } from './case-risk.js';

const TABLES: Readonly<Record<CaseOwner, string>> = {
  structure: 'case_viewers',
  territory: 'cases',
  referent: 'cases',
};

const ORDER = 'ORDER BY page.exited, page.place, page.parcours';

/** `head` is JSON of a {@link CaseRead}: one text, for the process that reads pays for each column of every row. */
const read = (head: string, elevated: string) => `
  SELECT '["' || page.place || '",' || ${elevated} || ',' || ${head} || ',' || ${RISK_TEXT} || ']' AS head`;

/** What of each case of a page is read: texts ready to be sent or to be read at once. Those of a structure hold the name. */
const FROM_VIEWERS = `${read('page.head', "'false'")}, page.told
    FROM page${RISK_JOINS} ${ORDER}`;

/** The same of cases that are listed to others than those who follow them, too: `page` names the parcours. */
const FROM_CASES = `${read(NAMED_HEAD, '(case_.beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]))::text')}, case_.told
    FROM page JOIN read.cases case_ USING (parcours)
    LEFT JOIN read.persons who ON who.person = case_.beneficiary${RISK_JOINS} ${ORDER}`;

export interface CaseRow {
  /** JSON of a {@link CaseRead}. */
  readonly head: string;
  /** JSON of a {@link CaseTold}. */
  readonly told: string;
}

/**
 * The date that the list is sorted by, whether the reader has broken the glass (never told of the cases of the reader's
 * own structures), what the answer is made from, and what the last review found.
 */
export type CaseRead = readonly [place: string, elevated: boolean, head: CaseHeadNamed, risk: RiskRead | null];

export interface CasePageStatement {
  readonly name: string;
  readonly text: string;
  /** Planned once: to plan it anew is a third of the work. Cases at risk are found by the reader’s territories. */
  readonly onePlan: boolean;
}

const ITEMS: Readonly<Record<CaseOwner, string>> = {
  structure: FROM_VIEWERS,
  territory: FROM_CASES,
  referent: FROM_CASES,
};

const statements = new Map<string, CasePageStatement>();

/**
 * One page of a list: each owner's cases are walked along an index of their own, in the order of the list. $1 owners;
 * $2 exited or not; $3, $4, $5 the row after which to go on (exited, date, id); $6 rows; $7 today; $8 the reader's
 * territories.
 */
export function casePage(owner: CaseOwner, filter?: CaseFilter): CasePageStatement {
  const name = `cases_of_${owner}_${filter ?? 'all'}_9`;
  const known = statements.get(name);
  if (known !== undefined) return known;
  const made = {
    name,
    onePlan: filter !== 'at-risk',
    text: `WITH page AS (${filter === 'at-risk' ? atRiskPage(owner) : pageOf(owner, filter)})${ITEMS[owner]}`,
  };
  statements.set(name, made);
  return made;
}

function pageOf(owner: CaseOwner, filter: ColumnFilter | undefined): string {
  const rule = filter === undefined ? undefined : FILTER_RULES[filter];
  const sort = rule?.sort ?? 'due_on';
  // The cases of a filter are all open or all exited: sorting by it too would keep the planner from their index.
  const key = rule === undefined ? `seen.exited, seen.${sort}, seen.parcours` : `seen.${sort}, seen.parcours`;
  const after = rule === undefined ? '$3::boolean, $4::date, $5::uuid' : '$4::date, $5::uuid';
  const conditions = [
    `seen.${owner} = mine.id`,
    'seen.exited = ANY ($2::boolean[])',
    `(${key}) > (${after})`,
    ...(rule === undefined ? [] : [rule.holds, '$3::boolean IS NOT NULL']),
    rule?.fromItsDate === true ? `seen.${sort} <= $7::date` : '$7::date IS NOT NULL',
    '$8::uuid[] IS NOT NULL',
  ];
  const texts = owner === 'structure' ? ', seen.head, seen.told' : '';
  return `
    SELECT DISTINCT ON (found.exited, found.place, found.parcours) found.*
      FROM unnest($1::uuid[]) mine (id) CROSS JOIN LATERAL (
        SELECT seen.parcours, seen.exited, seen.${sort} AS place${texts} FROM read.${TABLES[owner]} seen
         WHERE ${conditions.join(' AND ')}
         ORDER BY ${key} LIMIT $6) found
     ORDER BY found.exited, found.place, found.parcours LIMIT $6`;
}

const COUNTS = Object.entries(FILTER_RULES).map(([filter, { holds, sort, fromItsDate }]) => {
  const condition = fromItsDate ? `${holds} AND ${sort} <= $2::date` : holds;
  return `count(*) FILTER (WHERE ${condition})::int AS "${filter}"`;
});

/**
 * How many cases each list holds. $1 owners, $2 today, $3 the reader, $4 the reader's
 * territories. A case that several owners see counts once.
 */
export function caseCounts(owner: CaseOwner): { readonly name: string; readonly text: string } {
  return {
    name: `case_counts_of_${owner}_3`,
    text: `
      SELECT count(*) FILTER (WHERE NOT exited)::int AS open, count(*) FILTER (WHERE exited)::int AS exited,
             count(*) FILTER (WHERE NOT exited AND referent = $3::uuid)::int AS mine, ${COUNTS.join(', ')},
             (${AT_RISK_COUNT(owner)}) AS "at-risk"
        FROM (SELECT DISTINCT ON (seen.parcours) ${FILTERED_COLUMN_NAMES.join(', ')} FROM read.${TABLES[owner]} seen
               WHERE seen.${owner} = ANY ($1::uuid[])) seen`,
  };
}
