import type { CivilDate, Uuid } from '@jalons/kernel';
import type { PhasePeriods } from '@jalons/parcours';
import type { Ties } from '../access/relation.js';
import {
  type CaseFilter,
  type CaseOwner,
  type ColumnFilter,
  FILTER_RULES,
  FILTERED_COLUMN_NAMES,
} from './case-filters.js';
import type { Ribbon } from './ribbon.js';
import { AT_RISK_COUNT, atRiskPage, RISK_COLUMNS, RISK_JOINS, type RiskRow } from './case-risk.js';

const TABLES: Readonly<Record<CaseOwner, string>> = {
  structure: 'case_viewers',
  territory: 'cases',
  referent: 'cases',
};

/** What of each case of a page is read; `page` names its parcours. */
const ITEMS = `
  SELECT page.place::text AS place,
         case_.parcours, case_.beneficiary, case_.territory, case_.viewers, case_.referent, case_.exited,
         case_.opened_on, case_.exited_on, case_.last_contact_on, case_.due_on, case_.pending_since,
         case_.entry_situation_missing, case_.six_month_due_on, case_.to_reconcile, case_.phases, case_.ribbon,
         coalesce(case_.referent_structure, case_.structures[1], case_.opened_by) AS structure,
         who.person IS NOT NULL AS known, who.given_name, who.family_name,
         case_.beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated,
         ${RISK_COLUMNS}
    FROM page JOIN read.cases case_ USING (parcours)
    LEFT JOIN read.persons who ON who.person = case_.beneficiary${RISK_JOINS}
   ORDER BY page.exited, page.place, page.parcours`;

export interface CaseRow extends Ties, RiskRow {
  /** The date that the list is sorted by. */
  readonly place: string;
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
  readonly exited: boolean;
  readonly opened_on: CivilDate;
  readonly exited_on: CivilDate | null;
  readonly last_contact_on: CivilDate | null;
  readonly due_on: string;
  readonly pending_since: CivilDate | null;
  readonly entry_situation_missing: boolean;
  readonly six_month_due_on: CivilDate | null;
  readonly to_reconcile: boolean;
  readonly phases: PhasePeriods;
  readonly ribbon: Ribbon;
  readonly structure: Uuid;
  readonly known: boolean;
  readonly given_name: string | null;
  readonly family_name: string | null;
}

export interface CasePageStatement {
  readonly name: string;
  readonly text: string;
}

const statements = new Map<string, CasePageStatement>();

/**
 * One page of a list: each owner's cases are walked along an index of their own, in the order of the list. $1 owners;
 * $2 exited or not; $3, $4, $5 the row after which to go on (exited, date, id); $6 rows; $7 today; $8 the reader's
 * territories.
 */
export function casePage(owner: CaseOwner, filter?: CaseFilter): CasePageStatement {
  const name = `cases_of_${owner}_${filter ?? 'all'}_4`;
  const known = statements.get(name);
  if (known !== undefined) return known;
  const made = {
    name,
    text: `WITH page AS (${filter === 'at-risk' ? atRiskPage(owner) : pageOf(owner, filter)})${ITEMS}`,
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
  return `
    SELECT DISTINCT ON (found.exited, found.place, found.parcours) found.exited, found.place, found.parcours
      FROM unnest($1::uuid[]) mine (id) CROSS JOIN LATERAL (
        SELECT seen.parcours, seen.exited, seen.${sort} AS place FROM read.${TABLES[owner]} seen
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
export function caseCounts(owner: CaseOwner): CasePageStatement {
  return {
    name: `case_counts_of_${owner}_2`,
    text: `
      SELECT count(*) FILTER (WHERE NOT exited)::int AS open, count(*) FILTER (WHERE exited)::int AS exited,
             count(*) FILTER (WHERE NOT exited AND referent = $3::uuid)::int AS mine, ${COUNTS.join(', ')},
             (${AT_RISK_COUNT(owner)}) AS "at-risk"
        FROM (SELECT DISTINCT ON (seen.parcours) ${FILTERED_COLUMN_NAMES.join(', ')} FROM read.${TABLES[owner]} seen
               WHERE seen.${owner} = ANY ($1::uuid[])) seen`,
  };
}
