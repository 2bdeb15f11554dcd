import type { Flag, HeldCause, Level } from '@jalons/dropout-risk';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { Ties } from '../access/relation.js';

/** Which alerts are listed. `active`: to be answered today; the others are put off, quiet for now, or over. */
export const ALERT_STATES = ['active', 'unseen', 'in-charge', 'snoozed', 'suspended', 'ended'] as const;
export type AlertListState = (typeof ALERT_STATES)[number];

/** Levels that an alert may be asked for by. */
export const ALERT_LEVELS = ['at-risk', 'critical'] as const satisfies readonly Level[];
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** $3 is today. */
const ACTIVE = `raised.ended_ms IS NULL AND NOT raised.suspended
                AND (raised.snoozed_until IS NULL OR raised.snoozed_until <= $3::date)`;

const STATES: Readonly<Record<AlertListState, string>> = {
  active: ACTIVE,
  unseen: `${ACTIVE} AND raised.seen_ms IS NULL`,
  'in-charge': 'raised.ended_ms IS NULL AND raised.in_charge_by IS NOT NULL',
  snoozed: 'raised.ended_ms IS NULL AND raised.snoozed_until > $3::date',
  suspended: 'raised.ended_ms IS NULL AND raised.suspended',
  ended: 'raised.ended_ms IS NOT NULL',
};

/** The highest level first; of those that are over, the last one. */
const RANK = `CASE raised.level WHEN 'critical' THEN 0 WHEN 'at-risk' THEN 1 ELSE 2 END`;
const LATEST = '(-raised.ended_ms)';

/** $2 is the reader: the cases that the reader answers for, or stands in for their referent today. */
const MINE = `
  EXISTS (SELECT FROM read.risk_board own
           WHERE own.parcours = raised.parcours
             AND (own.referent = $2::uuid
                  OR own.referent IN (SELECT away.professional FROM read.risk_deputies away
                                       WHERE away.deputy = $2::uuid AND away.held_from <= $3::date
                                         AND (away.held_until IS NULL OR $3::date < away.held_until))))`;

/**
 * $1 structures. `receivers` are those of an alert that tells of nothing but what they are to do. Alerts on trial are no
 * operator's business, whatever else he is.
 */
const OPEN_TO = 'NOT raised.shadow AND (raised.viewers && $1::uuid[] OR raised.receivers && $1::uuid[])';

const COLUMNS = `
  raised.alert, raised.n, raised.parcours, raised.beneficiary, raised.viewers, raised.receivers, raised.rule_set_version,
  raised.raised_on, raised.backlog, raised.level, raised.suspended, raised.causes, raised.revision,
  raised.seen_ms::float8 AS seen_ms, raised.in_charge_by, raised.in_charge_ms::float8 AS in_charge_ms,
  raised.snoozed_until, raised.escalated_ms::float8 AS escalated_ms, raised.ended_ms::float8 AS ended_ms,
  raised.ended_by, raised.outcome, raised.kind`;

/** What of each alert is shown beside its own row; $3 is today. */
const ITEMS = `
  SELECT page.*, board.referent, board.referent_structure, board.flags,
         (SELECT away.deputy FROM read.risk_deputies away
           WHERE away.professional = board.referent AND away.held_from <= $3::date
             AND (away.held_until IS NULL OR $3::date < away.held_until)
           ORDER BY away.held_from, away.absence LIMIT 1) AS deputy,
         who.given_name, who.family_name,
         page.beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated
    FROM page
    LEFT JOIN read.risk_board board ON board.parcours = page.parcours
    LEFT JOIN read.persons who ON who.person = page.beneficiary`;

/** What is told of a flag. */
export interface ToldFlag extends Pick<
  Flag,
  'instance' | 'rule' | 'variant' | 'anchor' | 'since' | 'evidence' | 'clearedBy' | 'structure' | 'mutedBy'
> {
  /** The day since which it holds; null where the reader may not know. */
  readonly dueOn: CivilDate | null;
}

export interface AlertRow extends Ties {
  /** What the list is sorted by first. */
  readonly rank: number;
  readonly alert: Uuid;
  readonly n: number;
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly rule_set_version: number;
  readonly raised_on: CivilDate;
  readonly backlog: boolean;
  readonly level: Level;
  readonly suspended: boolean;
  readonly causes: readonly HeldCause[];
  readonly revision: number;
  readonly seen_ms: number | null;
  readonly in_charge_by: Uuid | null;
  readonly in_charge_ms: number | null;
  readonly snoozed_until: CivilDate | null;
  readonly escalated_ms: number | null;
  readonly ended_ms: number | null;
  readonly ended_by: Uuid | null;
  readonly outcome: string | null;
  readonly kind: string | null;
  readonly referent_structure: Uuid | null;
  readonly deputy: Uuid | null;
  /** As the last review found them; null where the reader may not know. */
  readonly flags: readonly ToldFlag[] | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  /** Told as to the structure that is to receive the person (see received-alerts.ts). */
  readonly received?: true;
}

export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * One page of a list. $1 the reader's structures; $2 the reader; $3 today; $4 levels; $5 to $8 the row after which to go
 * on (rank, raised, alert, n); $9 rows.
 */
export function alertPage(state: AlertListState, whose: 'mine' | 'all'): Statement {
  const rank = state === 'ended' ? LATEST : RANK;
  const key = `${rank}, raised.raised_on, raised.alert, raised.n`;
  return {
    name: `alerts_${state.replace('-', '_')}_${whose}_1`,
    text: `
      WITH page AS (
        SELECT (${rank})::float8 AS rank, ${COLUMNS}
          FROM read.risk_alerts raised
         WHERE ${OPEN_TO} AND ${STATES[state]} AND raised.level = ANY ($4::text[])
           AND ${whose === 'mine' ? MINE : '$2::uuid IS NOT NULL'}
           AND (${key}) > ($5::bigint, $6::date, $7::uuid, $8::int)
         ORDER BY ${key} LIMIT $9)
      ${ITEMS}
       ORDER BY page.rank, page.raised_on, page.alert, page.n`,
  };
}

/** $1 alert; $2 which of them, the last one where NULL; $3 today. Who broke the glass sees it too. */
export const ONE_ALERT: Statement = {
  name: 'alert_1',
  text: `
    WITH page AS (
      SELECT 0::float8 AS rank, ${COLUMNS}
        FROM read.risk_alerts raised
       WHERE raised.alert = $1 AND NOT raised.shadow AND ($2::int IS NULL OR raised.n = $2)
       ORDER BY raised.n DESC LIMIT 1)
    ${ITEMS}`,
};

/** $1 the reader's structures; $2 the reader; $3 today. */
export const ALERT_COUNTS: Statement = {
  name: 'alert_counts_1',
  text: `
    SELECT count(*) FILTER (WHERE ${STATES.active})::int AS active,
           count(*) FILTER (WHERE ${STATES.unseen})::int AS unseen,
           count(*) FILTER (WHERE ${STATES['in-charge']})::int AS "in-charge",
           count(*) FILTER (WHERE ${STATES.snoozed})::int AS snoozed,
           count(*) FILTER (WHERE ${STATES.active} AND ${MINE})::int AS mine,
           count(*) FILTER (WHERE ${STATES.active} AND raised.level = 'critical')::int AS critical,
           count(*) FILTER (WHERE ${STATES.active} AND raised.level = 'at-risk')::int AS "at-risk"
      FROM read.risk_alerts raised
     WHERE raised.ended_ms IS NULL AND ${OPEN_TO}`,
};

/** $1 parcours, $2 entries: the day of each that the reader may see. */
export const EVIDENCE_DAYS: Statement = {
  name: 'evidence_days_1',
  text: `
    SELECT entry ->> 'eventId' AS id, entry ->> 'occurredOn' AS on
      FROM read.parcours_timelines told CROSS JOIN LATERAL jsonb_array_elements(told.entries) entry
     WHERE told.parcours = ANY ($1::uuid[]) AND entry ->> 'eventId' = ANY ($2::text[])`,
};
