import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql, Row } from '@jalons/projections';
import type { AlertEvent } from '../alerts/alert.events.js';
import type { FollowedAlert } from './followed-alert.js';

/** What ends the wait of a coordinator: somebody looked at it, or it is over. */
const ANSWERS: ReadonlySet<AlertEvent['type']> = new Set([
  'AlertSeen',
  'AlertTakenInCharge',
  'AlertSnoozed',
  'AlertClosed',
  'AlertResolved',
]);

/** Follows the alerts that went up to the coordinator. */
export async function foldEscalations(followed: readonly FollowedAlert[], sql: ProjectionSql): Promise<void> {
  const waiting = new Map<Uuid, Row | null>();
  for (const { event, row } of followed) {
    const alert = row['alert'] as Uuid;
    if (ANSWERS.has(event.type)) waiting.set(alert, null);
    if (event.type !== 'AlertEscalated') continue;
    waiting.set(alert, {
      ...{ alert, parcours: row['parcours'], beneficiary: event.keyId, territory: event.territory ?? null },
      ...{ raised_on: row['raised_on'], escalated_on: event.occurredOn, position: event.position },
    });
  }
  const over = [...waiting].flatMap(([alert, row]) => (row === null ? [alert] : []));
  if (over.length > 0) {
    await sql.query(`DELETE FROM ${sql.table('risk_escalations')} WHERE alert = ANY ($1::uuid[])`, [over]);
  }
  await sql.upsert(
    'risk_escalations',
    [...waiting.values()].filter((row) => row !== null),
  );
}
