import type { Position, ReadableEvent } from '@jalons/event-log';
import type pg from 'pg';
import type { Slot } from '../projection.js';
import { FenceLost } from './failure.js';

export type ProjectionState = 'starting' | 'catching-up' | 'live' | 'rebuilding' | 'broken';

/** Announces each new checkpoint, as `name position`. */
export const CHECKPOINT_CHANNEL = 'jalons_checkpoints';

/** A row of engine.projections. */
export interface ProjectionRow {
  readonly version: number;
  readonly tables: readonly string[];
  readonly checkpoint: Position | null;
  readonly state: ProjectionState;
}

/** Who moves which checkpoint. */
export interface FenceTarget {
  readonly projection: string;
  readonly slot: Slot;
  readonly version: number;
  readonly holder: string;
  readonly ttlMs: number;
}

/** The name of the lease that fences a projection's slot. */
export function leaseName(projection: string, slot: Slot): string {
  return `projection:${projection}:${slot}`;
}

/** $1 name, $2 slot */
const READ = `
  SELECT version, tables, checkpoint, state FROM engine.projections WHERE name = $1 AND slot = $2`;

export async function readRow(db: pg.Pool | pg.ClientBase, name: string, slot: Slot): Promise<ProjectionRow | null> {
  const { rows } = await db.query<ProjectionRow>(READ, [name, slot]);
  return rows[0] ?? null;
}

/**
 * Fence, renewal, compare-and-set and announcement in one statement, the last of each batch's transaction. No row comes
 * back when the lease has another holder, or version or checkpoint are not what the fold started from.
 * $1 lease, $2 holder, $3 milliseconds, $4 name, $5 slot, $6 version, $7 expected checkpoint, $8 next, $9 its recordedAt,
 * $10 state, $11 channel
 */
const ADVANCE = `
  WITH fence AS (
    UPDATE engine.leases SET expires_at = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
     WHERE name = $1 AND holder = $2
    RETURNING name
  ), moved AS (
    UPDATE engine.projections
       SET checkpoint = $8, folded_recorded_at = coalesce($9, folded_recorded_at), state = $10,
           error_code = NULL, error_position = NULL
     WHERE name = $4 AND slot = $5 AND version = $6 AND checkpoint IS NOT DISTINCT FROM $7
       AND EXISTS (SELECT FROM fence)
    RETURNING name, slot, checkpoint
  )
  SELECT CASE WHEN slot = 'read' AND $8 IS DISTINCT FROM $7 THEN pg_notify($11, name || ' ' || checkpoint) END FROM moved`;

/** Moves the checkpoint behind `last`; throws {@link FenceLost} where this worker may not. */
export async function advance(
  db: pg.Pool | pg.ClientBase,
  target: FenceTarget,
  expected: Position | null,
  last: Pick<ReadableEvent, 'position' | 'recordedAt'> | null,
  state: ProjectionState,
): Promise<void> {
  const { rowCount } = await db.query({
    name: 'projection-advance-1',
    text: ADVANCE,
    values: [
      leaseName(target.projection, target.slot),
      target.holder,
      target.ttlMs,
      target.projection,
      target.slot,
      target.version,
      expected,
      last?.position ?? expected,
      last?.recordedAt ?? null,
      state,
      CHECKPOINT_CHANNEL,
    ],
  });
  if (rowCount !== 1) throw new FenceLost(`${target.projection} (${target.slot}) belongs to another worker or version`);
}

/**
 * Says that a projection waits for help, without moving it; only while nobody else has taken over.
 * $1 name, $2 slot, $3 version, $4 code, $5 position, $6 lease, $7 holder
 */
const BREAK = `
  UPDATE engine.projections SET state = 'broken', error_code = $4, error_position = $5
   WHERE name = $1 AND slot = $2 AND version = $3
     AND EXISTS (SELECT FROM engine.leases WHERE leases.name = $6 AND holder = $7)`;

export async function markBroken(
  db: pg.Pool,
  target: FenceTarget,
  code: string,
  position: Position | null,
): Promise<void> {
  const lease = leaseName(target.projection, target.slot);
  await db.query(BREAK, [target.projection, target.slot, target.version, code, position, lease, target.holder]);
}
