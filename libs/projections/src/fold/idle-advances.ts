import type pg from 'pg';
import { advanceAll, fenceLost, leaseOf, type Move } from './checkpoint.js';

interface Waiting {
  readonly move: Move;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Moves checkpoints over events that their projections do not handle. All projections of a process stand at the end of
 * the log together and wake together: those with nothing to write move in one statement, not in one each.
 */
export class IdleAdvances {
  private waiting: Waiting[] = [];
  private flushing = false;

  /** @param pool of one connection, shared with the leases: two statements over many leases would lock them crosswise */
  constructor(private readonly pool: pg.Pool) {}

  /** Rejects with FenceLost where this worker may not. */
  move(move: Move): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ move, resolve, reject });
      if (this.flushing) return;
      this.flushing = true;
      // Whoever wakes in this turn of the event loop joins.
      setImmediate(() => void this.flush());
    });
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      const [first, ...others] = group.map(({ move }) => move);
      try {
        const moved = await advanceAll(this.pool, [first!, ...others]);
        for (const { move, resolve, reject } of group) {
          if (moved.has(leaseOf(move))) resolve();
          else reject(fenceLost(move));
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.flushing = false;
  }
}
