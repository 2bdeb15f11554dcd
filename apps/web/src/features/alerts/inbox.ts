import type { Alert } from '../../api/contract.js';

export const STATES = ['active', 'in-charge', 'snoozed', 'ended'] as const;
export type AlertState = (typeof STATES)[number];

/** What an address asks for: which alerts, whose, and the parcours whose alert is open on the page. */
export interface AlertsSearch {
  readonly etat?: Exclude<AlertState, 'active'>;
  readonly qui?: 'miennes';
  readonly alerte?: string;
}

export function alertsSearchOf(search: Record<string, unknown>): AlertsSearch {
  const etat = STATES.find((each) => each === search['etat']);
  return {
    ...(etat !== undefined && etat !== 'active' && { etat }),
    ...(search['qui'] === 'miennes' && { qui: 'miennes' }),
    ...(typeof search['alerte'] === 'string' && { alerte: search['alerte'] }),
  };
}

export const LEVELS = ['critical', 'at-risk', 'watch', 'none'] as const;

/** Alerts under the heading of their level, the most pressing first; a level without any has no heading. */
export function byLevel(alerts: readonly Alert[]) {
  return LEVELS.map((level) => ({ level, alerts: alerts.filter((alert) => alert.level === level) })).filter(
    (group) => group.alerts.length > 0,
  );
}

export const OUTCOMES = [
  'reconnected',
  'lost',
  'already-in-job',
  'late-data',
  'duplicate',
  'not-relevant',
] as const satisfies readonly NonNullable<NonNullable<Alert['ended']>['outcome']>[];
export type Outcome = (typeof OUTCOMES)[number];

/** What would clear an alert, each said once. */
export function clearingOf({ causes }: Pick<Alert, 'causes'>): readonly string[] {
  return [...new Set(causes.flatMap(({ clearedBy }) => clearedBy))];
}

/** What was closed, said until the next; after « lost », the way to the exit. */
export interface Closed {
  readonly sentence: string;
  readonly exitOf?: { readonly parcoursId: string; readonly reason: string };
}
