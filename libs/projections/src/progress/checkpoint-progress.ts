import type { Position } from '@jalons/event-log';
import { createPool, NotificationListener } from '@jalons/database';
import type pg from 'pg';
import { CHECKPOINT_CHANNEL } from '../fold/checkpoint.js';

export interface CheckpointProgressOptions {
  /** Connection string of the role of the process; the api's is enough. */
  readonly url: string;
  /** How late an announcement that was lost is made up for, in milliseconds; 250 by default. */
  readonly pollMs?: number;
}

/** $1 names */
const CHECKPOINTS = `
  SELECT name, checkpoint FROM engine.projections WHERE name = ANY ($1) AND slot = 'read' AND checkpoint IS NOT NULL`;

/**
 * How far the projections are, whichever process feeds them: reads their checkpoints and hears of each new one. Fills
 * the token PROJECTION_PROGRESS of `@jalons/http`, in every process that answers queries (architecture.md § 3.8).
 */
export class CheckpointProgress {
  private readonly pool: pg.Pool;
  private readonly listener: NotificationListener;
  /** What was heard or read; a checkpoint only ever goes forward, so that an older word is still true. */
  private readonly known = new Map<string, Position>();
  private readonly waiting = new Set<() => void>();
  private readonly watchers = new Map<string, Set<() => void>>();
  private readonly pollMs: number;
  private closed = false;

  private constructor({ url, pollMs = 250 }: CheckpointProgressOptions) {
    this.pollMs = pollMs;
    this.pool = createPool(url, { name: 'jalons-progress', max: 2 });
    this.listener = new NotificationListener(
      { connectionString: url, application_name: 'jalons-progress', keepAlive: true },
      [CHECKPOINT_CHANNEL],
      {
        onNotification: (_channel, payload) => this.hear(payload),
        // The server may have come back from a crash that lost its newest checkpoints, with their rows.
        onListening: () => {
          this.known.clear();
          for (const name of this.watchers.keys()) this.tellWatchers(name);
        },
      },
    );
  }

  static open(options: CheckpointProgressOptions): CheckpointProgress {
    return new CheckpointProgress(options);
  }

  /** Whether that is known already: what was neither heard nor looked at since the start counts as not reached. */
  hasReached(projections: readonly string[], position: Position): boolean {
    return this.behind(projections, position).length === 0;
  }

  /**
   * Resolves to true once the rows of every named projection hold everything up to `position`, to false after
   * `timeoutMs` or when the process ends. A name that the database does not know is waited for like a slow one.
   */
  async waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      const behind = this.behind(projections, position);
      if (behind.length === 0) return true;
      const left = until - performance.now();
      if (this.closed || left <= 0) return false;
      // Begun before the look at the table: what is announced in between wakes at once.
      const woken = this.wake(behind, position, Math.min(left, this.pollMs));
      // A server that does not answer must not make the wait longer than asked for.
      await Promise.race([this.look(behind), woken.done]);
      if (this.behind(behind, position).length === 0) woken.cancel();
      await woken.done;
    }
  }

  /**
   * Calls `heard` at each new checkpoint of a projection, and whenever some may have gone unheard: its rows are to be
   * looked at then. Answers how to stop.
   */
  watch(projection: string, heard: () => void): () => void {
    const watchers = this.watchers.get(projection) ?? new Set();
    this.watchers.set(projection, watchers.add(heard));
    return () => watchers.delete(heard);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const wake of [...this.waiting]) wake();
    await this.listener.close();
    await this.pool.end();
  }

  private behind(projections: readonly string[], position: Position): string[] {
    return projections.filter((name) => !((this.known.get(name) ?? '') >= position));
  }

  private async look(names: readonly string[]): Promise<void> {
    if (this.closed) return;
    try {
      const { rows } = await this.pool.query<{ name: string; checkpoint: Position }>({
        name: 'projections-checkpoints-1',
        text: CHECKPOINTS,
        values: [names],
      });
      for (const { name, checkpoint } of rows) this.learn(name, checkpoint);
    } catch {
      // The query that wanted to wait meets the same server and says so; waiting goes on until its time is over.
    }
  }

  private wake(names: readonly string[], position: Position, ms: number): { done: Promise<void>; cancel: () => void } {
    let cancel: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      cancel = () => {
        clearTimeout(timer);
        this.waiting.delete(check);
        resolve();
      };
      const check = (): void => {
        if (this.closed || this.behind(names, position).length < names.length) cancel();
      };
      const timer = setTimeout(cancel, ms);
      this.waiting.add(check);
    });
    return { done, cancel };
  }

  private hear(payload: string): void {
    const space = payload.indexOf(' ');
    if (space <= 0) return;
    const name = payload.slice(0, space);
    this.learn(name, payload.slice(space + 1));
    for (const wake of [...this.waiting]) wake();
    this.tellWatchers(name);
  }

  private tellWatchers(name: string): void {
    for (const heard of this.watchers.get(name) ?? []) heard();
  }

  private learn(name: string, checkpoint: Position): void {
    if (checkpoint > (this.known.get(name) ?? '')) this.known.set(name, checkpoint);
  }
}
