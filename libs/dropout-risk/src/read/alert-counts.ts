import type { StoredEvent } from '@jalons/event-log';
import { quarterOf, type Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import { OUTCOMES, type AlertEvent, type Outcome } from '../alerts/alert.events.js';
import type { FollowedAlert } from './followed-alert.js';

/** What is counted of alerts: that they were raised, and how they ended. */
export type Counted = 'raised' | 'resolved' | 'left' | Outcome;

/** Numbers of one quarter (`2026-Q4`): of the raising for `raised`, of the end for the others. */
export type QuarterCounts = Partial<Record<Counted, number>>;

/** By version of the rules that raised them, then by quarter. Those on trial are under `shadow`. */
export interface AlertCounts {
  readonly live: Readonly<Record<string, Readonly<Record<string, QuarterCounts>>>>;
  readonly shadow: Readonly<Record<string, Readonly<Record<string, QuarterCounts>>>>;
}

const NONE: AlertCounts = { live: {}, shadow: {} };

/** Counts alerts as the log tells of them. */
export async function countAlerts(followed: readonly FollowedAlert[], sql: ProjectionSql): Promise<void> {
  const told = followed.flatMap(({ event, row }) => {
    const what = countedOf(event);
    if (what === null || event.territory === undefined) return [];
    const version = String(row['rule_set_version']);
    const side = row['shadow'] === true ? ('shadow' as const) : ('live' as const);
    return [{ territory: event.territory, side, version, quarter: quarterOf(event.occurredOn), what }];
  });
  if (told.length === 0) return;
  const { rows } = await sql.query<{ territory: Uuid; counts: AlertCounts }>(
    `SELECT territory, counts FROM ${sql.table('risk_alert_counts')} WHERE territory = ANY ($1::uuid[])`,
    [[...new Set(told.map(({ territory }) => territory))]],
  );
  const counts = new Map(rows.map((row) => [row.territory, row.counts]));
  for (const { territory, side, version, quarter, what } of told) {
    const known = counts.get(territory) ?? NONE;
    const byQuarter = known[side][version] ?? {};
    const one = byQuarter[quarter] ?? {};
    const next = { ...byQuarter, [quarter]: { ...one, [what]: (one[what] ?? 0) + 1 } };
    counts.set(territory, { ...known, [side]: { ...known[side], [version]: next } });
  }
  await sql.upsert(
    'risk_alert_counts',
    [...counts].map(([territory, counted]) => ({ territory, counts: counted })),
  );
}

/** `left`: an exit for abandonment, which counts as lost though nobody closed anything. */
function countedOf(event: StoredEvent<AlertEvent>): Counted | null {
  switch (event.type) {
    case 'AlertRaised':
      return 'raised';
    case 'AlertClosed':
      return event.data.outcome;
    case 'AlertResolved':
      return event.data.outcome === undefined ? 'resolved' : 'left';
    default:
      return null;
  }
}

/** How alerts of one version turned out (risk.md § 3). */
export interface Precision {
  readonly raised: number;
  /** Closed by somebody, or ended by an exit for abandonment, which counts as lost. */
  readonly endedByPerson: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Ended by themselves, without an outcome. */
  readonly resolved: number;
  /** (reconnected + lost) of those ended by a person; null where there are none. */
  readonly precision: number | null;
  /** Of those that ended, the share without an outcome; null where none ended. */
  readonly withoutOutcome: number | null;
}

/** The precision of the numbers of some quarters together. */
export function precisionOf(quarters: readonly QuarterCounts[]): Precision {
  const sum = (what: Counted) => quarters.reduce((total, one) => total + (one[what] ?? 0), 0);
  const outcomes = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, sum(outcome) + (outcome === 'lost' ? sum('left') : 0)]),
  ) as Record<Outcome, number>;
  const endedByPerson = Object.values(outcomes).reduce((total, one) => total + one, 0);
  const resolved = sum('resolved');
  const ended = endedByPerson + resolved;
  return {
    ...{ raised: sum('raised'), endedByPerson, outcomes, resolved },
    precision: endedByPerson === 0 ? null : (outcomes.reconnected + outcomes.lost) / endedByPerson,
    withoutOutcome: ended === 0 ? null : resolved / ended,
  };
}
