import type { Level } from '@jalons/dropout-risk';
import { type CivilDate, dateAt, type Instant, type Uuid } from '@jalons/kernel';
import type { CaseOwner } from './case-filters.js';

/** The open alert of a case, for those who follow the person. */
export interface CaseAlert {
  /** Of the alerts of the parcours. */
  readonly id: Uuid;
  /** Which of them. */
  readonly n: number;
  readonly seen: boolean;
  readonly inCharge: boolean;
  readonly snoozedUntil: CivilDate | null;
}

/** What the last review found (risk.md § 2). */
export interface CaseRisk {
  readonly level: Level;
  /** Rules that hold and count: muted ones are left out. */
  readonly flagCount: number;
  /** The day since which one of them holds. */
  readonly since: CivilDate | null;
  /** When time alone may change it; null where only something new can. */
  readonly nextReviewOn: CivilDate | null;
  readonly alert: CaseAlert | null;
}

/** Of a case, beside its own columns. */
export interface RiskRow {
  readonly risk_level: Level | null;
  readonly risk_stopped: boolean | null;
  readonly risk_flags: number | null;
  readonly risk_since: CivilDate | null;
  readonly risk_due_ms: Instant | null;
  readonly alert: Uuid | null;
  readonly alert_n: number | null;
  readonly alert_seen: boolean | null;
  readonly alert_in_charge: boolean | null;
  readonly alert_snoozed_until: CivilDate | null;
}

export const RISK_COLUMNS = `
         board.level AS risk_level, board.stopped_by IS NOT NULL AS risk_stopped, board.flag_count AS risk_flags,
         board.since AS risk_since, board.due_ms::float8 AS risk_due_ms,
         raised.alert, raised.n AS alert_n, raised.seen_ms IS NOT NULL AS alert_seen,
         raised.in_charge_by IS NOT NULL AS alert_in_charge, raised.snoozed_until AS alert_snoozed_until`;

/** Of `case_`; one alert of a parcours is open at most. */
export const RISK_JOINS = `
    LEFT JOIN read.risk_board board ON board.parcours = case_.parcours
    LEFT JOIN read.risk_alerts raised
      ON raised.parcours = case_.parcours AND raised.ended_ms IS NULL AND NOT raised.shadow`;

const OWNED: Readonly<Record<CaseOwner, string>> = {
  structure: 'board.viewers && $1::uuid[]',
  territory: 'board.territory = ANY ($1::uuid[])',
  referent: 'board.referent = ANY ($1::uuid[])',
};

/** The territory first, where the reader's are known: its cases at risk are few, and found by an index. */
const AT_RISK = (owner: CaseOwner, territories: string) => `
      board.level IN ('at-risk', 'critical') AND board.stopped_by IS NULL AND board.is_open
      AND (${territories}::uuid[] = '{}' OR board.territory = ANY (${territories}::uuid[])) AND ${OWNED[owner]}`;

/** The page of cases at risk, under the values of the other pages. */
export function atRiskPage(owner: CaseOwner): string {
  return `
    SELECT false AS exited, board.since AS place, board.parcours
      FROM read.risk_board board
     WHERE ${AT_RISK(owner, '$8')} AND false = ANY ($2::boolean[])
       AND $3::boolean IS NOT NULL AND (board.since, board.parcours) > ($4::date, $5::uuid) AND $7::date IS NOT NULL
     ORDER BY board.since, board.parcours LIMIT $6`;
}

/** How many cases are at risk, among the values of the other counts. */
export const AT_RISK_COUNT = (owner: CaseOwner): string =>
  `SELECT count(*)::int FROM read.risk_board board WHERE ${AT_RISK(owner, '$4')}`;

/** Null where nothing may be evaluated, where it is over, and before the first review. */
export function caseRisk(row: RiskRow & { readonly exited: boolean }, zone: string): CaseRisk | null {
  if (row.risk_level === null || row.risk_stopped === true || row.exited) return null;
  const dueAt = row.risk_due_ms;
  return {
    ...{ level: row.risk_level, flagCount: row.risk_flags ?? 0, since: row.risk_since },
    // 0: something happened that the next review will look at.
    nextReviewOn: dueAt === null || dueAt === 0 ? null : dateAt(dueAt, zone),
    alert:
      row.alert === null
        ? null
        : {
            ...{ id: row.alert, n: row.alert_n!, seen: row.alert_seen!, inCharge: row.alert_in_charge! },
            snoozedUntil: row.alert_snoozed_until,
          },
  };
}
