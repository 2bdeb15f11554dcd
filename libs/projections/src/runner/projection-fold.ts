import type { Position } from '@jalons/event-log';
import { backoffMs, pause } from '@jalons/kernel';
import type pg from 'pg';
import type { EventFeed } from '../feed/event-feed.js';
import { BatchWriter, type Batch } from '../fold/batch-writer.js';
import { advance, type FenceTarget, markBroken, readRow } from '../fold/checkpoint.js';
import { FenceLost, failureCode, failureKind, TooManyParked } from '../fold/failure.js';
import type { IdleAdvances } from '../fold/idle-advances.js';
import { parkedKeys } from '../fold/parked.js';
import type { Lease } from '../lease/lease-keeper.js';
import type { Projection } from '../projection.js';
import type { ProjectionNotice } from './notice.js';
import { ParkedReplay } from './parked-replay.js';

export interface FoldServices {
  readonly pool: pg.Pool;
  readonly feed: EventFeed;
  readonly idle: IdleAdvances;
  /** How often a batch is tried as a whole before the event at fault is looked for and set aside. */
  readonly attempts: number;
  /** More blocked keys than this are no poison events but a broken projection. */
  readonly maxParkedKeys: number;
  readonly notice: (notice: ProjectionNotice) => void;
}

/** After so many failures in a row the projection is shown as broken; it goes on trying. */
const FAILURES_TO_SHOW = 3;

/**
 * The fold of one served projection, for as long as its lease lasts.
 *
 *   reading → (events) writing → reading      reading → (none left) waiting → (announced, polled) reading
 *   writing → (poison, after some attempts) setting aside → reading
 *   reading, writing → (surroundings, program) backing off, shown as broken → reading
 *   any → (lease lost, stopped) ended
 */
export class ProjectionFold {
  private readonly writer: BatchWriter;
  private checkpoint: Position | null = null;
  private blocked: ReadonlySet<string> = new Set();
  private live = false;
  private replayWanted = true;
  private waiting: AbortController | null = null;

  constructor(
    private readonly services: FoldServices,
    private readonly projection: Projection,
    private readonly target: FenceTarget,
    private readonly lease: Lease,
    private readonly stopped: AbortSignal,
  ) {
    this.writer = new BatchWriter(services.pool, projection, target, services.idle);
  }

  /** Asks the fold to look for parked events to replay. */
  wantReplay(): void {
    this.replayWanted = true;
    this.waiting?.abort();
  }

  /** Resolves when the lease is lost or the process stops; never rejects. */
  async run(): Promise<void> {
    const wake = (): void => this.waiting?.abort();
    this.stopped.addEventListener('abort', wake);
    this.lease.lost.addEventListener('abort', wake);
    this.services.notice({ projection: this.projection.name, kind: 'taken' });
    try {
      await this.untilEnded(() => this.reload());
      await this.untilEnded(() => this.step());
      if (!this.stopped.aborted) this.sayLost();
    } catch {
      // Only FenceLost comes here: somebody else writes now, or the version was swapped.
      this.sayLost();
    } finally {
      this.stopped.removeEventListener('abort', wake);
      await this.lease.release();
    }
  }

  private sayLost(): void {
    this.services.notice({ projection: this.projection.name, kind: 'lost' });
  }

  private get ended(): boolean {
    return this.stopped.aborted || this.lease.lost.aborted;
  }

  /** Repeats a step until it answers true, backing off after what may pass; throws FenceLost alone. */
  private async untilEnded(step: () => Promise<boolean>): Promise<void> {
    let failures = 0;
    while (!this.ended) {
      try {
        if (await step()) return;
        failures = 0;
      } catch (error) {
        if (error instanceof FenceLost) throw error;
        failures += 1;
        await this.report(error, failures);
        await this.backOff(failures);
      }
    }
  }

  private async reload(): Promise<boolean> {
    const { name, version } = this.projection;
    const row = await readRow(this.services.pool, name, 'read');
    if (row === null || row.version !== version) throw new FenceLost(`${name} is served in another version`);
    this.checkpoint = row.checkpoint;
    this.blocked = await parkedKeys(this.services.pool, name);
    return true;
  }

  private async step(): Promise<boolean> {
    if (this.replayWanted) await this.replay();
    const { events, atEnd } = await this.services.feed.read(this.checkpoint);
    if (events.length > 0) {
      await this.write({ events, expected: this.checkpoint, state: atEnd ? 'live' : 'catching-up' });
      this.checkpoint = events.at(-1)!.position;
      this.becomes(atEnd);
    } else {
      await this.rest();
    }
    return false;
  }

  private async rest(): Promise<void> {
    if (!this.live) {
      await advance(this.services.pool, { target: this.target, expected: this.checkpoint, last: null, state: 'live' });
      this.becomes(true);
    }
    this.waiting = new AbortController();
    if (!this.ended && !this.replayWanted) await this.services.feed.waitBeyond(this.checkpoint, this.waiting.signal);
    this.waiting = null;
  }

  private becomes(live: boolean): void {
    if (live && !this.live) this.services.notice({ projection: this.projection.name, kind: 'live' });
    this.live = live;
  }

  private async write(batch: Batch): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (attempt <= this.services.attempts) await this.writer.commit(batch, this.blocked);
        else await this.isolate(batch);
        return;
      } catch (error) {
        if (failureKind(error) !== 'poison' || attempt > this.services.attempts || this.ended) throw error;
        await this.backOff(attempt);
      }
    }
  }

  private async isolate(batch: Batch): Promise<void> {
    const { maxParkedKeys, notice } = this.services;
    const found: ProjectionNotice[] = [];
    const keys = new Set(this.blocked);
    this.blocked = await this.writer.commitIsolating(batch, this.blocked, (event, key, code) => {
      keys.add(key);
      if (keys.size > maxParkedKeys) throw new TooManyParked(`more than ${maxParkedKeys} keys are blocked`);
      found.push({ projection: this.projection.name, kind: 'parked', position: event.position, code });
    });
    for (const each of found) notice(each);
  }

  private async replay(): Promise<void> {
    this.replayWanted = false;
    try {
      const replay = new ParkedReplay(this.services, this.projection, this.target, this.writer);
      if (await replay.run(this.checkpoint)) this.blocked = await parkedKeys(this.services.pool, this.projection.name);
    } catch (error) {
      this.replayWanted = true;
      throw error;
    }
  }

  private async report(failure: unknown, failures: number): Promise<void> {
    // What a stop interrupts is no failure to show.
    if (this.ended) return;
    const code = failureCode(failure);
    const { pool, notice } = this.services;
    notice({ projection: this.projection.name, kind: 'failing', after: this.checkpoint, code, failures });
    this.live = false;
    if (failures < FAILURES_TO_SHOW && failureKind(failure) === 'transient') return;
    // Where the database itself is away nobody can be told.
    await markBroken(pool, this.target, code, this.checkpoint).catch(() => {});
  }

  private async backOff(failures: number): Promise<void> {
    this.waiting = new AbortController();
    if (!this.ended) await pause(backoffMs(failures), this.waiting.signal);
    this.waiting = null;
  }
}
