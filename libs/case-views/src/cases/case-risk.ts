import type { Level } from '@jalons/dropout-risk';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
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

/** What a page reads of the board of a case: null where nothing may be evaluated, and before the first review. */
export interface RiskRead extends Omit<CaseRisk, 'nextReviewOn'> {
  /** Milliseconds: when it is reviewed again; 0 after something that the next review will look at. */
  readonly dueMs: Instant | null;
}

/** Joined from ids, days and numbers: `json_build_object` takes ten times as long. */
const ALERT = `
           CASE WHEN raised.alert IS NULL THEN 'null' ELSE
             '{"id":"' || raised.alert || '","n":' || raised.n || ',"seen":' || (raised.seen_ms IS NOT NULL)::text ||
             ',"inCharge":' || (raised.in_charge_by IS NOT NULL)::text ||
             ',"snoozedUntil":' || coalesce('"' || raised.snoozed_until || '"', 'null') || '}' END`;

/** JSON of a {@link RiskRead}, or null. */
export const RISK_TEXT = `
         CASE WHEN board.level IS NULL OR board.stopped_by IS NOT NULL THEN 'null' ELSE
           '{"level":"' || board.level || '","flagCount":' || coalesce(board.flag_count, 0) ||
           ',"since":' || coalesce('"' || board.since || '"', 'null') ||
           ',"dueMs":' || coalesce(board.due_ms::text, 'null') || ',"alert":' || ${ALERT} || '}' END`;

/** Of the cases of `page`; one alert of a parcours is open at most. */
export const RISK_JOINS = `
    LEFT JOIN read.risk_board board ON board.parcours = page.parcours
    LEFT JOIN read.risk_alerts raised
      ON raised.parcours = page.parcours AND raised.ended_ms IS NULL AND NOT raised.shadow`;

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
  const found = `
    SELECT false AS exited, board.since AS place, board.parcours
      FROM read.risk_board board
     WHERE ${AT_RISK(owner, '$8')} AND false = ANY ($2::boolean[])
       AND $3::boolean IS NOT NULL AND (board.since, board.parcours) > ($4::date, $5::uuid) AND $7::date IS NOT NULL
     ORDER BY board.since, board.parcours LIMIT $6`;
  if (owner !== 'structure') return found;
  return `
    SELECT found.*, seen.head, seen.told FROM (${found}) found CROSS JOIN LATERAL (
      SELECT head, told FROM read.case_viewers WHERE structure = ANY ($1::uuid[]) AND parcours = found.parcours LIMIT 1) seen`;
}

/** How many cases are at risk, among the values of the other counts. */
export const AT_RISK_COUNT = (owner: CaseOwner): string =>
  `SELECT count(*)::int FROM read.risk_board board WHERE ${AT_RISK(owner, '$4')}`;

/**
 * Null where nothing may be evaluated, where it is over, and before the first review.
 * @param dayOf the civil day of an instant
 */
export function caseRisk(
  read: RiskRead | null,
  exited: boolean,
  dayOf: (instant: Instant) => CivilDate,
): CaseRisk | null {
  if (read === null || exited) return null;
  const { dueMs, ...risk } = read;
  return { ...risk, nextReviewOn: dueMs === null || dueMs === 0 ? null : dayOf(dueMs) };
}
