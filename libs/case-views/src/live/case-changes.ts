import type { ScopedDatabase } from '@jalons/database';
import type { Position } from '@jalons/event-log';
import { ELEVATING_ROLES } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import type { LiveChanges, LiveSource } from '@jalons/notify';

const PROJECTION = 'case-views';
/** Where mandates are known: one that ended shows nothing any more. */
const RIGHTS = 'mandates';
/** Beyond, reading the lists anew costs less than reading so many cases one by one. */
const MOST = 200;

/** $1 position, or NULL; $2 rows; $3 roles that are shown cases. The policies cut it to what the session may see; one snapshot for all of it. */
const CHANGES = `
  SELECT (SELECT auth.my_roles()) && $3::text[] AS holds,
         (SELECT checkpoint FROM engine.projections WHERE name = '${PROJECTION}' AND slot = 'read') AS up_to,
         ARRAY(SELECT parcours FROM read.cases WHERE position > $1 ORDER BY position, parcours LIMIT $2) AS cases,
         ARRAY(SELECT orientation FROM read.orientations WHERE position > $1 ORDER BY position, orientation LIMIT $2)
           AS orientations`;

/** Whatever knows of each new checkpoint. */
export interface CheckpointWatch {
  watch(projection: string, heard: () => void): () => void;
}

/** Whatever hears of sessions that end before their time. */
export interface SessionWatch {
  watch(heard: (professional: Uuid) => void): () => void;
}

/** The cases and orientations that changed for a session, once the read models show it. */
export function caseChanges(database: ScopedDatabase, progress: CheckpointWatch, endings: SessionWatch): LiveSource {
  const roles = [...ELEVATING_ROLES];
  return {
    watch(heard) {
      const stops = [
        ...[PROJECTION, RIGHTS].map((projection) => progress.watch(projection, () => heard())),
        endings.watch(heard),
      ];
      return () => stops.forEach((stop) => stop());
    },
    async changes(token: string, since: Position | null): Promise<LiveChanges> {
      const { rows } = await database.query<ChangesRow>(token, CHANGES, [since, MOST + 1, roles], {
        name: 'case_changes_2',
      });
      const { holds, up_to, cases, orientations } = rows[0]!;
      const more = cases.length > MOST || orientations.length > MOST;
      return { holds, upTo: up_to ?? since, ids: more ? {} : { cases, orientations }, more };
    },
  };
}

interface ChangesRow {
  readonly holds: boolean;
  readonly up_to: Position | null;
  readonly cases: readonly Uuid[];
  readonly orientations: readonly Uuid[];
}
