import type { ScopedDatabase } from '@jalons/database';
import type { Position } from '@jalons/event-log';
import { ELEVATING_ROLES } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import { BETWEEN_POSITIONS, type LiveChanges, type LivePlace, type LiveSource } from '@jalons/notify';

const CASES = 'case-views';
const ALERTS = 'risk';
/** Where mandates are known: one that ended shows nothing any more. */
const RIGHTS = 'mandates';
/** Beyond, reading the lists anew costs less than reading so many cases one by one. */
const MOST = 200;

/**
 * $1 position up to which cases are known, or NULL; $2 rows; $3 roles that are shown cases; $4 position for alerts. The
 * policies cut it to what the session may see; one snapshot for all of it.
 */
const CHANGES = `
  SELECT (SELECT auth.my_roles()) && $3::text[] AS holds,
         (SELECT checkpoint FROM engine.projections WHERE name = '${CASES}' AND slot = 'read') AS cases_up_to,
         (SELECT checkpoint FROM engine.projections WHERE name = '${ALERTS}' AND slot = 'read') AS alerts_up_to,
         ARRAY(SELECT parcours FROM read.cases WHERE position > $1 ORDER BY position, parcours LIMIT $2) AS cases,
         ARRAY(SELECT orientation FROM read.orientations WHERE position > $1 ORDER BY position, orientation LIMIT $2)
           AS orientations,
         ARRAY(SELECT alert FROM read.risk_alerts WHERE position > $4 AND NOT shadow ORDER BY position, alert LIMIT $2)
           AS alerts,
         ARRAY(SELECT alert FROM read.risk_escalations WHERE position > $4 ORDER BY position, alert LIMIT $2)
           AS escalations`;

/** Whatever knows of each new checkpoint. */
export interface CheckpointWatch {
  watch(projection: string, heard: () => void): () => void;
}

/** Whatever hears of sessions that end before their time. */
export interface SessionWatch {
  watch(heard: (professional: Uuid) => void): () => void;
}

/**
 * The cases, orientations and alerts that changed for a session, once the read models show it. Two read models follow
 * the log each at its own pace: the place up to which a browser has heard names one position for each.
 */
export function caseChanges(database: ScopedDatabase, progress: CheckpointWatch, endings: SessionWatch): LiveSource {
  const roles = [...ELEVATING_ROLES];
  return {
    watch(heard) {
      const stops = [
        ...[CASES, ALERTS, RIGHTS].map((projection) => progress.watch(projection, () => heard())),
        endings.watch(heard),
      ];
      return () => stops.forEach((stop) => stop());
    },
    async changes(token: string, since: LivePlace | null): Promise<LiveChanges> {
      // A place that names cases alone was told before any alert: alerts are told from there on.
      const [cases = null, alerts] = since?.split(BETWEEN_POSITIONS) ?? [];
      const values = [cases, MOST + 1, roles, alerts ?? cases];
      const { rows } = await database.query<ChangesRow>(token, CHANGES, values, { name: 'case_changes_3' });
      const { holds, cases_up_to, alerts_up_to, alerts: raised, escalations, ...ids } = rows[0]!;
      const told = {
        ...ids,
        ...(raised.length > 0 && { alerts: raised }),
        ...(escalations.length > 0 && { escalations }),
      };
      const more = Object.values(told).some((each) => each.length > MOST);
      const upTo = placeOf(cases_up_to ?? cases, alerts_up_to ?? alerts ?? null);
      return { holds, upTo, ids: more ? {} : told, more };
    },
  };
}

interface ChangesRow {
  readonly holds: boolean;
  readonly cases_up_to: Position | null;
  readonly alerts_up_to: Position | null;
  readonly cases: readonly Uuid[];
  readonly orientations: readonly Uuid[];
  readonly alerts: readonly Uuid[];
  readonly escalations: readonly Uuid[];
}

function placeOf(cases: Position | null, alerts: Position | null): LivePlace | null {
  if (cases === null) return null;
  return alerts === null ? cases : `${cases}${BETWEEN_POSITIONS}${alerts}`;
}
