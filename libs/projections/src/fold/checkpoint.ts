import type { Position, ReadableEvent } from '@jalons/event-log';
import type pg from 'pg';
import type { Slot } from '../projection.js';
import { FenceLost } from './failure.js';

export type ProjectionState = 'starting' | 'catching-up' | 'live' | 'rebuilding' | 'broken';

/** Announces each new checkpoint, as `name position`. */
export const CHECKPOINT_CHANNEL = 'jalons_checkpoints';

/** A row of engine.projections. */
export interface ProjectionRow {
  readonly name: string;
  readonly version: number;
  readonly definition: string;
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

/** One checkpoint to move, from what the fold started with to the last event it took. */
export interface Move {
  readonly target: FenceTarget;
  readonly expected: Position | null;
  /** Null where only the state changes. */
  readonly last: Pick<ReadableEvent, 'position' | 'recordedAt'> | null;
  readonly state: ProjectionState;
}

/** The name of the lease that fences a projection's slot. */
export function leaseName(projection: string, slot: Slot): string {
  return `projection:${projection}:${slot}`;
}

/** $1 names, $2 slot */
const READ = `
  SELECT name, version, definition, tables, checkpoint, state FROM engine.projections WHERE name = ANY ($1) AND slot = $2`;

export async function readRows(
  db: pg.Pool | pg.ClientBase,
  names: readonly string[],
  slot: Slot,
): Promise<ReadonlyMap<string, ProjectionRow>> {
  const { rows } = await db.query<ProjectionRow>(READ, [names, slot]);
  return new Map(rows.map((row) => [row.name, row]));
}

export async function readRow(db: pg.Pool | pg.ClientBase, name: string, slot: Slot): Promise<ProjectionRow | null> {
  return (await readRows(db, [name], slot)).get(name) ?? null;
}

/**
 * Fence, renewal, compare-and-set and announcement in one statement, the last of each batch's transaction. A move whose
 * lease has another holder, or whose version or checkpoint are not what the fold started from, gives no row.
 * One array each: $1 leases, $2 names, $3 slots, $4 versions, $5 expected checkpoints, $6 next ones, $7 their recordedAt,
 * $8 states; then $9 holder, $10 milliseconds, $11 channel.
 */
const ADVANCE = `
  WITH target AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::bigint[], $8::text[])
      AS target (lease, name, slot, version, expected, next, recorded_at, state)
  ), fence AS (
    UPDATE engine.leases AS lease SET expires_at = clock_timestamp() + make_interval(secs => $10::float8 / 1000)
      FROM target WHERE lease.name = target.lease AND lease.holder = $9
    RETURNING lease.name
  ), moved AS (
    UPDATE engine.projections AS projection
       SET checkpoint = target.next, folded_recorded_at = coalesce(target.recorded_at, folded_recorded_at),
           state = target.state, error_code = NULL, error_position = NULL
      FROM target JOIN fence ON fence.name = target.lease
     WHERE projection.name = target.name AND projection.slot = target.slot AND projection.version = target.version
       AND projection.checkpoint IS NOT DISTINCT FROM target.expected
    RETURNING target.lease, projection.name, projection.slot, projection.checkpoint, target.expected
  )
  SELECT lease, CASE WHEN slot = 'read' AND checkpoint IS DISTINCT FROM expected
                     THEN pg_notify($11, name || ' ' || checkpoint) END
    FROM moved`;

/** Moves checkpoints of one holder; the answer holds the leases of those that moved. */
export async function advanceAll(
  db: pg.Pool | pg.ClientBase,
  moves: readonly [Move, ...Move[]],
): Promise<ReadonlySet<string>> {
  const { holder, ttlMs } = moves[0].target;
  const { rows } = await db.query<{ lease: string }>({
    name: 'projections-advance-1',
    text: ADVANCE,
    values: [
      moves.map(leaseOf),
      moves.map(({ target }) => target.projection),
      moves.map(({ target }) => target.slot),
      moves.map(({ target }) => target.version),
      moves.map(({ expected }) => expected),
      moves.map(({ last, expected }) => last?.position ?? expected),
      moves.map(({ last }) => last?.recordedAt ?? null),
      moves.map(({ state }) => state),
      holder,
      ttlMs,
      CHECKPOINT_CHANNEL,
    ],
  });
  return new Set(rows.map(({ lease }) => lease));
}

/** Moves one checkpoint; throws {@link FenceLost} where this worker may not. */
export async function advance(db: pg.Pool | pg.ClientBase, move: Move): Promise<void> {
  const moved = await advanceAll(db, [move]);
  if (moved.size !== 1) throw fenceLost(move);
}

export function leaseOf({ target }: Move): string {
  return leaseName(target.projection, target.slot);
}

export function fenceLost({ target }: Move): FenceLost {
  return new FenceLost(`${target.projection} (${target.slot}) belongs to another worker or version`);
}

/**
 * Says that a projection waits for help, without moving it; only while nobody else has taken over.
 * $1 name, $2 slot, $3 version, $4 code, $5 position, $6 lease, $7 holder
 */
const BREAK = `
  UPDATE engine.projections SET state = 'broken', error_code = $4, error_position = $5
   WHERE name = $1 AND slot = $2 AND version = $3
     AND EXISTS (SELECT FROM engine.leases WHERE leases.name = $6 AND holder = $7)`;

/** @param position the checkpoint behind which the fold does not get on */
export async function markBroken(
  db: pg.Pool,
  target: FenceTarget,
  code: string,
  position: Position | null,
): Promise<void> {
  const lease = leaseName(target.projection, target.slot);
  await db.query(BREAK, [target.projection, target.slot, target.version, code, position, lease, target.holder]);
}
