import type { Position, ReadableEvent } from '@jalons/event-log';
import type pg from 'pg';
import type { EventFeed } from '../feed/event-feed.js';
import type { BatchWriter } from '../fold/batch-writer.js';
import { type FenceTarget, leaseName } from '../fold/checkpoint.js';
import { FenceLost, failureCode, failureKind } from '../fold/failure.js';
import { keysInOrder, parkedOfKey } from '../fold/parked.js';
import type { Projection } from '../projection.js';

export const REPLAY_CHANNEL = 'jalons_replays';

/** $1 name, $2 channel; returns the number of the request. */
const REQUEST = `
  UPDATE engine.projections SET replays_requested = replays_requested + 1 WHERE name = $1 AND slot = 'read'
  RETURNING replays_requested, pg_notify($2, name)`;

/** Asks whoever holds the projection to replay its parked events; null for a projection that does not exist. */
export async function requestReplay(db: pg.Pool, projection: string): Promise<number | null> {
  const { rows } = await db.query<{ replays_requested: number }>(REQUEST, [projection, REPLAY_CHANNEL]);
  return rows[0]?.replays_requested ?? null;
}

/** $1 names: those with a request that nobody has carried out. */
const REQUESTED = `
  SELECT name FROM engine.projections
   WHERE name = ANY ($1) AND slot = 'read' AND replays_requested > replays_done`;

export async function requestedReplays(db: pg.Pool, names: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(REQUESTED, [names]);
  return rows.map(({ name }) => name);
}

/** $1 name */
const READ_REQUEST = `
  SELECT replays_requested, replays_done FROM engine.projections WHERE name = $1 AND slot = 'read'`;

/** $1 name, $2 number carried out, $3 lease, $4 holder */
const DONE = `
  UPDATE engine.projections SET replays_done = $2
   WHERE name = $1 AND slot = 'read' AND EXISTS (SELECT FROM engine.leases WHERE leases.name = $3 AND holder = $4)`;

/** $1 projection, $2 position, $3 code */
const FAILED_AGAIN = `
  UPDATE engine.parked_events SET error_code = $3, attempts = attempts + 1 WHERE projection = $1 AND position = $2`;

const EVENTS_AT_ONCE = 200;

/** Folds parked events of one projection again, key by key and in order, beside a fold that pauses meanwhile. */
export class ParkedReplay {
  constructor(
    private readonly services: { readonly pool: pg.Pool; readonly feed: EventFeed },
    private readonly projection: Projection,
    private readonly target: FenceTarget,
    private readonly writer: BatchWriter,
  ) {}

  /** Carries out what was requested; false where nothing was. Throws FenceLost and what may pass by itself. */
  async run(checkpoint: Position | null): Promise<boolean> {
    const { pool } = this.services;
    const { name } = this.projection;
    const { rows } = await pool.query<{ replays_requested: number; replays_done: number }>(READ_REQUEST, [name]);
    const { replays_requested: requested = 0, replays_done: done = 0 } = rows[0] ?? {};
    if (requested <= done) return false;
    for (const key of await keysInOrder(pool, name)) await this.replayKey(key, checkpoint);
    await pool.query(DONE, [name, requested, leaseName(name, 'read'), this.target.holder]);
    return true;
  }

  private async replayKey(key: string, checkpoint: Position | null): Promise<void> {
    for (;;) {
      const references = await parkedOfKey(this.services.pool, this.projection.name, key, EVENTS_AT_ONCE);
      if (references.length === 0) return;
      const events: ReadableEvent[] = [];
      for (const { preceding } of references) events.push(await this.services.feed.readOne(preceding));
      if (await this.attempt(events, checkpoint)) continue;
      // One by one: what comes before the event at fault is folded, that one and those behind it stay.
      for (const event of events) if (!(await this.attempt([event], checkpoint))) return;
    }
  }

  /** False where an event cannot be folded; a single one counts the attempt. */
  private async attempt(events: readonly ReadableEvent[], checkpoint: Position | null): Promise<boolean> {
    try {
      await this.writer.commitParked(events, checkpoint);
      return true;
    } catch (error) {
      if (error instanceof FenceLost || failureKind(error) !== 'poison') throw error;
      if (events.length === 1) {
        await this.services.pool.query(FAILED_AGAIN, [this.projection.name, events[0]!.position, failureCode(error)]);
      }
      return false;
    }
  }
}
