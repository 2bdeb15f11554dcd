import type { Instant } from '@jalons/kernel';
import type { Position } from '@jalons/event-log';
import type pg from 'pg';
import type { ProjectionState } from '../fold/checkpoint.js';

/** How one projection stands, whichever process feeds it. */
export interface ProjectionStatus {
  readonly name: string;
  /** The version that is served. */
  readonly version: number;
  readonly state: ProjectionState;
  /** Position of the last folded event; null before the first. */
  readonly checkpoint: Position | null;
  /** When that event was recorded: behind the head by so much. */
  readonly foldedRecordedAt: Instant | null;
  /** The process that holds it; null while nobody does. */
  readonly holder: string | null;
  /** Events set aside: poison ones, and those that wait behind them. */
  readonly poisoned: number;
  readonly waitingBehind: number;
  /** Class of the last failure, while it does not get on. */
  readonly errorCode: string | null;
  /** The checkpoint of a version being built beside it, from its start on; absent while there is none. */
  readonly building?: {
    readonly version: number;
    readonly checkpoint: Position | null;
    readonly errorCode: string | null;
  };
}

/** One row per projection of the database. */
const STATUS = `
  SELECT served.name, served.version, served.state, served.checkpoint, served.folded_recorded_at::float8 AS folded,
         served.error_code, lease.holder,
         (SELECT count(*)::int FROM engine.parked_events p
           WHERE p.projection = served.name AND p.error_code <> 'behind') AS poisoned,
         (SELECT count(*)::int FROM engine.parked_events p
           WHERE p.projection = served.name AND p.error_code = 'behind') AS behind,
         building.version AS building_version, building.checkpoint AS building_checkpoint,
         building.error_code AS building_error
    FROM engine.projections served
    LEFT JOIN engine.leases lease
      ON lease.name = 'projection:' || served.name || ':read' AND lease.expires_at > clock_timestamp()
    LEFT JOIN engine.projections building ON building.name = served.name AND building.slot = 'building'
   WHERE served.slot = 'read'
   ORDER BY served.name`;

interface StatusRow {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionState;
  readonly checkpoint: Position | null;
  readonly folded: number | null;
  readonly error_code: string | null;
  readonly holder: string | null;
  readonly poisoned: number;
  readonly behind: number;
  readonly building_version: number | null;
  readonly building_checkpoint: Position | null;
  readonly building_error: string | null;
}

/** Every role of a process may ask. */
export async function projectionStatus(db: pg.Pool): Promise<ProjectionStatus[]> {
  const { rows } = await db.query<StatusRow>(STATUS);
  return rows.map((row) => ({
    name: row.name,
    version: row.version,
    state: row.state,
    checkpoint: row.checkpoint,
    foldedRecordedAt: row.folded,
    holder: row.holder,
    poisoned: row.poisoned,
    waitingBehind: row.behind,
    errorCode: row.error_code,
    ...(row.building_version === null
      ? {}
      : {
          building: {
            version: row.building_version,
            checkpoint: row.building_checkpoint,
            errorCode: row.building_error,
          },
        }),
  }));
}
