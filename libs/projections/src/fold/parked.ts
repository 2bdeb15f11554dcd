import type { Position, ReadableEvent, StoredEvent } from '@jalons/event-log';
import type pg from 'pg';
import type { Projection } from '../projection.js';

/** An event set aside: which, why and after how many attempts. */
export interface ParkedEvent {
  readonly event: ReadableEvent;
  /** Position of the event before it; null for the first of the log. */
  readonly preceding: Position | null;
  readonly key: string;
  /** `behind` for an event that only follows a poison one. */
  readonly code: string;
  readonly attempts: number;
}

export function poisonKeyOf(projection: Projection, event: StoredEvent): string {
  try {
    return projection.poisonKey?.(event) ?? event.stream;
  } catch {
    // An event that cannot be read does not even tell its key: it blocks its stream.
    return event.stream;
  }
}

/** $1 projection; keys that block */
const KEYS = `SELECT DISTINCT poison_key FROM engine.parked_events WHERE projection = $1`;

export async function parkedKeys(db: pg.Pool | pg.ClientBase, projection: string): Promise<Set<string>> {
  const { rows } = await db.query<{ poison_key: string }>(KEYS, [projection]);
  return new Set(rows.map((row) => row.poison_key));
}

/** $1 projection; then one array per column. A retried event keeps its row and counts its attempts. */
const PARK = `
  INSERT INTO engine.parked_events AS parked
         (projection, position, preceding, event_id, poison_key, error_code, attempts)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::int[])
  ON CONFLICT (projection, position) DO UPDATE
     SET error_code = excluded.error_code, attempts = parked.attempts + excluded.attempts`;

export async function park(db: pg.ClientBase, projection: string, parked: readonly ParkedEvent[]): Promise<void> {
  if (parked.length === 0) return;
  await db.query(PARK, [
    projection,
    parked.map(({ event }) => event.position),
    parked.map(({ preceding }) => preceding),
    parked.map(({ event }) => event.eventId),
    parked.map(({ key }) => key),
    parked.map(({ code }) => code),
    parked.map(({ attempts }) => attempts),
  ]);
}

export interface ParkedReference {
  readonly position: Position;
  readonly preceding: Position | null;
}

/** $1 projection; the keys, the one that blocks longest first */
const KEYS_IN_ORDER = `
  SELECT poison_key FROM engine.parked_events WHERE projection = $1 GROUP BY poison_key ORDER BY min(position)`;

/** $1 projection, $2 key, $3 at most */
const OF_KEY = `
  SELECT position, preceding FROM engine.parked_events
   WHERE projection = $1 AND poison_key = $2 ORDER BY position LIMIT $3`;

/** $1 projection, $2 positions */
const UNPARK = `DELETE FROM engine.parked_events WHERE projection = $1 AND position = ANY ($2)`;

export async function keysInOrder(db: pg.Pool, projection: string): Promise<string[]> {
  const { rows } = await db.query<{ poison_key: string }>(KEYS_IN_ORDER, [projection]);
  return rows.map((row) => row.poison_key);
}

export async function parkedOfKey(
  db: pg.Pool,
  projection: string,
  key: string,
  maxCount: number,
): Promise<ParkedReference[]> {
  const { rows } = await db.query<ParkedReference>(OF_KEY, [projection, key, maxCount]);
  return rows;
}

export async function unpark(db: pg.ClientBase, projection: string, positions: readonly Position[]): Promise<void> {
  await db.query(UNPARK, [projection, positions]);
}
