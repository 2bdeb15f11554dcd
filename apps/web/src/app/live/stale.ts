import type { QueryKey } from '@tanstack/react-query';

/** What the server tells: ids of what changed, or that everything is to be read anew. */
export type LiveEvent =
  | {
      readonly type: 'changed';
      readonly cases: readonly string[];
      readonly orientations: readonly string[];
      /** Alerts that one may read, or of which one is told as a coordinator. */
      readonly alerts: readonly string[];
    }
  | { readonly type: 'reload' };

/** Reads an event as sent; what is not understood is read as « everything », which is never wrong. */
export function liveEventOf(type: string, data: string): LiveEvent {
  if (type === 'reload') return { type };
  try {
    const { cases, orientations, alerts, escalations } = JSON.parse(data) as Record<string, unknown>;
    return {
      ...{ type: 'changed', cases: ids(cases), orientations: ids(orientations) },
      alerts: [...ids(alerts), ...ids(escalations)],
    };
  } catch {
    return { type: 'reload' };
  }
}

/** The queries whose answers are no longer what the server would say; figures are read anew by whoever asks for them. */
export function staleAfter(event: LiveEvent): readonly QueryKey[] {
  if (event.type === 'reload') return [['cases'], ['orientations', 'list'], ['parcours'], ['alerts'], ['risk']];
  return [
    ...(event.cases.length > 0 ? [['cases']] : []),
    ...event.cases.flatMap((id) => [
      ['parcours', id],
      ['risk', id],
    ]),
    // Of a case the list of orientations shows the name and the referent.
    ...(event.orientations.length + event.cases.length > 0 ? [['orientations', 'list']] : []),
    // An alert may come with no step at all: time alone brings it. The list shows its level.
    ...(event.alerts.length > 0 ? [['alerts'], ['risk'], ...(event.cases.length > 0 ? [] : [['cases']])] : []),
  ];
}

function ids(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}
