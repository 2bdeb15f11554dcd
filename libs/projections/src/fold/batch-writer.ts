import type { Position, ReadableEvent, StoredEvent } from '@jalons/event-log';
import type pg from 'pg';
import type { Projection } from '../projection.js';
import { type ColumnKinds, TransactionSql } from '../sql/transaction-sql.js';
import { inTransaction } from '../sql/transaction.js';
import { advance, type FenceTarget, type Move, type ProjectionState } from './checkpoint.js';
import { failureCode, failureKind } from './failure.js';
import type { IdleAdvances } from './idle-advances.js';
import { park, type ParkedEvent, poisonKeyOf, unpark } from './parked.js';

export interface Batch {
  /** All events of the log since `expected`, handled by the projection or not. */
  readonly events: readonly ReadableEvent[];
  /** The checkpoint that the rows now stand at. */
  readonly expected: Position | null;
  readonly state: ProjectionState;
}

/** Decides what becomes of an event that cannot be folded: returns to set it aside, throws to stop. */
export type OnPoison = (event: StoredEvent, key: string, code: string) => void;

/** Writes batches of one projection into one slot: rows, set-aside events and checkpoint commit together or not at all. */
export class BatchWriter {
  private readonly columnKinds: ColumnKinds = new Map();

  constructor(
    private readonly pool: pg.Pool,
    private readonly projection: Projection,
    readonly target: FenceTarget,
    private readonly idle: IdleAdvances,
  ) {}

  /** Folds a batch, setting aside what is behind a blocked key; rejects with whatever the fold threw. */
  async commit(batch: Batch, blocked: ReadonlySet<string>): Promise<void> {
    const { open, behind } = this.split(this.handled(batch), blocked);
    if (open.length === 0 && behind.length === 0) return this.idle.move(this.moveOf(batch));
    await inTransaction(this.pool, async (client) => {
      if (open.length > 0) await this.apply(client, open);
      await park(client, this.projection.name, this.withPreceding(batch, behind));
      await advance(client, this.moveOf(batch));
    });
  }

  /**
   * Folds a batch that failed as a whole: halves it behind savepoints until each event that fails stands alone, and
   * sets that one aside unless `onPoison` throws. Later events of its key follow it.
   * @returns the keys blocked now, for the batches to come
   */
  async commitIsolating(batch: Batch, blocked: ReadonlySet<string>, onPoison: OnPoison): Promise<ReadonlySet<string>> {
    const keys = new Set(blocked);
    await inTransaction(this.pool, async (client) => {
      const parked: SetAside[] = [];
      const fold = async (events: readonly StoredEvent[]): Promise<void> => {
        const { open, behind } = this.split(events, keys);
        parked.push(...behind);
        if (open.length === 0) return;
        const failure = await this.attempt(client, open);
        if (failure === null) return;
        if (open.length === 1) {
          const [event] = open as readonly [StoredEvent];
          const [key, code] = [poisonKeyOf(this.projection, event), failureCode(failure.error)];
          onPoison(event, key, code);
          keys.add(key);
          parked.push({ event, key, code, attempts: 1 });
          return;
        }
        const middle = open.length >>> 1;
        await fold(open.slice(0, middle));
        await fold(open.slice(middle));
      };
      await fold(this.handled(batch));
      await park(client, this.projection.name, this.withPreceding(batch, parked));
      await advance(client, this.moveOf(batch));
    });
    return keys;
  }

  /** Folds events that had been set aside and forgets that they were; the checkpoint stays. */
  async commitParked(events: readonly ReadableEvent[], checkpoint: Position | null): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      const open = events.filter(isReadable);
      if (open.length > 0) await this.apply(client, open);
      const positions = events.map(({ position }) => position);
      await unpark(client, this.projection.name, positions);
      await advance(client, { target: this.target, expected: checkpoint, last: null, state: 'live' });
    });
  }

  private moveOf({ events, expected, state }: Batch): Move {
    return { target: this.target, expected, last: events.at(-1) ?? null, state };
  }

  private handled({ events }: Batch): StoredEvent[] {
    return events.filter(isReadable).filter(({ type }) => this.projection.handles.has(type));
  }

  private split(
    events: readonly StoredEvent[],
    blocked: ReadonlySet<string>,
  ): { open: readonly StoredEvent[]; behind: SetAside[] } {
    if (blocked.size === 0) return { open: events, behind: [] };
    const open: StoredEvent[] = [];
    const behind: SetAside[] = [];
    for (const event of events) {
      const key = poisonKeyOf(this.projection, event);
      if (blocked.has(key)) behind.push({ event, key, code: 'behind', attempts: 0 });
      else open.push(event);
    }
    return { open, behind };
  }

  private withPreceding({ events, expected }: Batch, parked: readonly SetAside[]): ParkedEvent[] {
    if (parked.length === 0) return [];
    const preceding = new Map(events.map(({ position }, index) => [position, events[index - 1]?.position ?? expected]));
    return parked.map((each) => ({ ...each, preceding: preceding.get(each.event.position) ?? null }));
  }

  private async attempt(client: pg.ClientBase, events: readonly StoredEvent[]): Promise<{ error: unknown } | null> {
    await client.query('SAVEPOINT piece');
    try {
      await this.apply(client, events);
    } catch (error) {
      if (failureKind(error) !== 'poison') throw error;
      await client.query('ROLLBACK TO SAVEPOINT piece; RELEASE SAVEPOINT piece');
      return { error };
    }
    await client.query('RELEASE SAVEPOINT piece');
    return null;
  }

  private async apply(client: pg.ClientBase, events: readonly StoredEvent[]): Promise<void> {
    const sql = new TransactionSql(client, this.projection, this.target.slot, this.columnKinds);
    try {
      await this.projection.apply(events, sql);
    } finally {
      sql.close();
    }
  }
}

type SetAside = Omit<ParkedEvent, 'preceding'>;

/** An event whose key was destroyed is skipped, as if it were of a type that nobody handles. */
function isReadable(event: ReadableEvent): event is StoredEvent {
  return !event.erased;
}
