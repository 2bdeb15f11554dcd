import type { StoredEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { ProjectionSql, Row } from '@jalons/projections';
import type { AlertEvent } from '../alerts/alert.events.js';
import { evolveAlert, NO_ALERT, type AlertState } from '../alerts/alert.state.js';
import { countAlerts } from './alert-counts.js';
import { alignReaders } from './alert-readers.js';
import { foldEscalations } from './fold-escalations.js';
import type { FollowedAlert } from './followed-alert.js';
import type { Touches } from './touches.js';

const STREAM = 'alert-';

export function isAlertEvent(event: StoredEvent): event is StoredEvent<AlertEvent> {
  return event.stream.startsWith(STREAM);
}

interface StateRow {
  readonly alert: Uuid;
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly state: AlertState;
}

/** Follows the alerts of each parcours, and asks for a review of those that somebody or something changed. */
export async function foldAlerts(
  batch: readonly StoredEvent<AlertEvent>[],
  sql: ProjectionSql,
  touches: Touches,
): Promise<void> {
  if (batch.length === 0) return;
  const streams = [...new Set(batch.map(alertOf))];
  const states = await statesOf(streams, sql);
  const alerts = await alertsOf(streams, sql);
  const followed: FollowedAlert[] = [];
  for (const event of batch) {
    const alert = alertOf(event);
    const before = states.get(alert);
    const parcours = before?.parcours ?? (event.type === 'AlertRaised' ? event.data.parcours : undefined);
    // The stream of a parcours that was erased: nothing of it is kept.
    if (parcours === undefined) continue;
    const state = evolveAlert(before?.state ?? NO_ALERT, event);
    states.set(alert, { alert, parcours, beneficiary: event.keyId, state });
    const key = `${alert} ${event.data.n}`;
    alerts.set(key, {
      ...alerts.get(key),
      ...alertRow(event, before?.state ?? NO_ALERT, state),
      alert,
      n: event.data.n,
    });
    followed.push({ event, row: alerts.get(key)! });
    touches.ofParcours(parcours, event.position, false);
  }
  await sql.upsert(
    'risk_alert_states',
    [...states.values()].map((row) => ({ ...row })),
  );
  const rows = [...alerts.values()];
  const { readers, waiting } = await readersOf([...new Set(rows.map((row) => row['parcours'] as Uuid))], sql);
  await sql.upsert(
    'risk_alerts',
    rows.map((row) => ({ ...EMPTY, ...row, ...(readers.get(row['parcours'] as Uuid) ?? NOBODY), receivers: [] })),
  );
  await alignReaders(waiting, sql);
  await foldEscalations(followed, sql);
  await countAlerts(followed, sql);
}

const EMPTY: Row = {
  ...{ seen_ms: null, in_charge_by: null, in_charge_ms: null, snoozed_until: null, woken_on: null, escalated_ms: null },
  ...{ ended_ms: null, ended_by: null, outcome: null, kind: null },
};
const NOBODY: Row = { territory: null, viewers: [] };

async function statesOf(streams: readonly Uuid[], sql: ProjectionSql): Promise<Map<Uuid, StateRow>> {
  const { rows } = await sql.query<StateRow>(
    `SELECT alert, parcours, beneficiary, state FROM ${sql.table('risk_alert_states')} WHERE alert = ANY ($1::uuid[])`,
    [streams],
  );
  return new Map(rows.map((row) => [row.alert, row]));
}

async function alertsOf(streams: readonly Uuid[], sql: ProjectionSql): Promise<Map<string, Row>> {
  const { rows } = await sql.query<{ row: Row & { readonly alert: Uuid; readonly n: number } }>(
    `SELECT to_jsonb(raised) AS row FROM ${sql.table('risk_alerts')} raised WHERE raised.alert = ANY ($1::uuid[])`,
    [streams],
  );
  return new Map(rows.map(({ row }) => [`${row.alert} ${row.n}`, row]));
}

interface Readers {
  readonly readers: ReadonlyMap<Uuid, Row>;
  /** Parcours that another structure is to receive: some of their alerts are for it too. */
  readonly waiting: readonly Uuid[];
}

async function readersOf(parcours: readonly Uuid[], sql: ProjectionSql): Promise<Readers> {
  const { rows } = await sql.query<{ parcours: Uuid; territory: Uuid | null; viewers: Uuid[]; sent: boolean }>(
    `SELECT parcours, territory, viewers, receivers <> '{}' AS sent
       FROM ${sql.table('risk_board')} WHERE parcours = ANY ($1::uuid[])`,
    [parcours],
  );
  return {
    readers: new Map(rows.map(({ parcours: id, territory, viewers }) => [id, { territory, viewers }])),
    waiting: rows.flatMap(({ parcours: id, sent }) => (sent ? [id] : [])),
  };
}

/** What an event changes of the row of its alert. */
function alertRow(event: StoredEvent<AlertEvent>, before: AlertState, after: AlertState): Row {
  const { recordedAt, revision, position, occurredOn } = event;
  const { open } = after;
  const standing = open === null ? {} : { level: open.level, suspended: open.suspended, causes: open.causes };
  const changed = { ...standing, revision, position };
  switch (event.type) {
    case 'AlertRaised':
      return {
        ...changed,
        ...{ parcours: event.data.parcours, beneficiary: event.keyId, shadow: event.data.shadow === true },
        ...{ rule_set_version: event.data.ruleSetVersion, raised_on: occurredOn, raised_ms: recordedAt },
        backlog: event.data.backlog === true,
      };
    case 'AlertSeen':
      return { ...changed, ...seen(before, recordedAt) };
    case 'AlertTakenInCharge':
      return {
        ...changed,
        ...seen(before, recordedAt),
        ...{ in_charge_by: event.actor, in_charge_ms: recordedAt, snoozed_until: null },
      };
    case 'AlertSnoozed':
      return { ...changed, ...seen(before, recordedAt), snoozed_until: event.data.until };
    case 'AlertCauseAdded':
      return { ...changed, snoozed_until: open?.snoozedUntil ?? null, ...woken(before, after, occurredOn) };
    case 'AlertEscalated':
      return { ...changed, escalated_ms: recordedAt };
    case 'AlertClosed':
      return { ...changed, ended_ms: recordedAt, ended_by: event.actor, outcome: event.data.outcome };
    case 'AlertResolved':
      return { ...changed, ended_ms: recordedAt, kind: event.data.kind, outcome: event.data.outcome ?? null };
    default:
      return changed;
  }
}

function seen({ open }: AlertState, at: number): Row {
  return open?.seen === true ? {} : { seen_ms: at };
}

/** A new cause shows again what was put off without it. */
function woken(before: AlertState, after: AlertState, on: CivilDate): Row {
  const wakes = (before.open?.snoozedUntil ?? null) !== null && after.open?.snoozedUntil === null;
  return wakes ? { woken_on: on } : {};
}

function alertOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(STREAM.length);
}
