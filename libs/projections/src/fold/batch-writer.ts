import type { Position, ReadableEvent } from '@jalons/event-log';
import type pg from 'pg';
import type { Projection } from '../projection.js';
import { TransactionSql } from '../sql/transaction-sql.js';
import { inTransaction } from '../sql/transaction.js';
import { advance, type FenceTarget, type ProjectionState } from './checkpoint.js';
import { FenceLost, failureCode, isTransient } from './failure.js';
import { park, poisonKeyOf, unpark, type ParkedEvent } from './parked.js';

export interface Batch {
  /** All events of the log since `expected`, handled by the projection or not. */
  readonly events: readonly ReadableEvent[];
  /** The checkpoint that the rows now stand at. */
  readonly expected: Position | null;
  readonly state: ProjectionState;
}

/** Writes batches of one projection into one slot: rows, set-aside events and checkpoint commit together or not at all. */
export class BatchWriter {
  private readonly arrayColumns = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly projection: Projection,
    readonly target: FenceTarget,
  ) {}

  /** Folds a batch, setting aside what is behind a blocked key; rejects with whatever the fold threw. */
  async commit(batch: Batch, blocked: ReadonlySet<string> = new Set()): Promise<void> {
    const { open, behind } = this.split(batch.events, blocked);
    const last = batch.events.at(-1) ?? null;
    if (open.length === 0 && behind.length === 0) {
      await advance(this.pool, this.target, batch.expected, last, batch.state);
      return;
    }
    await inTransaction(this.pool, async (client) => {
      if (open.length > 0) await this.apply(client, open);
      await park(client, this.projection.name, behind);
      await advance(client, this.target, batch.expected, last, batch.state);
    });
  }

  /**
   * Folds a batch that failed as a whole: halves it behind savepoints until each event that fails stands alone, and
   * hands that one to `onPoison`, which sets it aside or throws. Later events of its key follow it.
   * @returns the keys blocked now, for the batches to come
   */
  async commitIsolating(
    batch: Batch,
    blocked: ReadonlySet<string>,
    onPoison: (event: ReadableEvent, code: string) => ParkedEvent,
  ): Promise<ReadonlySet<string>> {
    const keys = new Set(blocked);
    await inTransaction(this.pool, async (client) => {
      const parked: ParkedEvent[] = [];
      const fold = async (events: readonly ReadableEvent[]): Promise<void> => {
        const { open, behind } = this.split(events, keys);
        parked.push(...behind);
        if (open.length === 0) return;
        const failure = await this.attempt(client, open);
        if (failure === null) return;
        if (open.length === 1) {
          const poison = onPoison(open[0]!, failureCode(failure.error));
          keys.add(poison.key);
          parked.push(poison);
          return;
        }
        const middle = open.length >>> 1;
        await fold(open.slice(0, middle));
        await fold(open.slice(middle));
      };
      await fold(batch.events);
      await park(client, this.projection.name, parked);
      await advance(client, this.target, batch.expected, batch.events.at(-1) ?? null, batch.state);
    });
    return keys;
  }

  /** Folds events that had been set aside and forgets that they were; the checkpoint stays. */
  async commitParked(events: readonly ReadableEvent[], checkpoint: Position | null): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await this.apply(client, events);
      const positions = events.map(({ position }) => position);
      await unpark(client, this.projection.name, positions);
      await advance(client, this.target, checkpoint, null, 'live');
    });
  }

  private split(
    events: readonly ReadableEvent[],
    blocked: ReadonlySet<string>,
  ): { open: readonly ReadableEvent[]; behind: ParkedEvent[] } {
    const handled = events.filter((event) => this.projection.handles.has(event.type));
    if (blocked.size === 0) return { open: handled, behind: [] };
    const open: ReadableEvent[] = [];
    const behind: ParkedEvent[] = [];
    for (const event of handled) {
      const key = poisonKeyOf(this.projection, event);
      if (blocked.has(key)) behind.push({ event, key, code: 'behind', attempts: 0 });
      else open.push(event);
    }
    return { open, behind };
  }

  private async attempt(client: pg.ClientBase, events: readonly ReadableEvent[]): Promise<{ error: unknown } | null> {
    await client.query('SAVEPOINT piece');
    try {
      await this.apply(client, events);
    } catch (error) {
      if (isTransient(error) || error instanceof FenceLost) throw error;
      await client.query('ROLLBACK TO SAVEPOINT piece; RELEASE SAVEPOINT piece');
      return { error };
    }
    await client.query('RELEASE SAVEPOINT piece');
    return null;
  }

  private async apply(client: pg.ClientBase, events: readonly ReadableEvent[]): Promise<void> {
    const sql = new TransactionSql(client, this.projection, this.target.slot, this.arrayColumns);
    try {
      await this.projection.apply(events, sql);
    } finally {
      sql.close();
    }
  }
}
