import type { EventTypeRegistry, Position, ReadableEvent } from '@jalons/event-log';
import { backoffMs, pause } from '@jalons/kernel';
import type pg from 'pg';
import type { EventFeed, FeedPage, Walk } from '../feed/event-feed.js';
import { BatchWriter, type Batch } from '../fold/batch-writer.js';
import type { FenceTarget } from '../fold/checkpoint.js';
import { failureCode, failureKind } from '../fold/failure.js';
import type { IdleAdvances } from '../fold/idle-advances.js';
import type { Projection } from '../projection.js';
import { RebuildStopped } from './outcome.js';

export interface BuildServices {
  readonly pool: pg.Pool;
  readonly feed: EventFeed;
  readonly idle: IdleAdvances;
  readonly registry?: Pick<EventTypeRegistry, 'find'> | undefined;
}

/** Told of events as they are folded, those of each read model for itself. */
export type OnFolded = (events: number) => void;

/** Failures of the surroundings in a row, before a rebuild gives up: some half a minute. */
const MAX_FAILURES = 12;
/**
 * Pages that a build folds at once, where a served projection folds each as it comes: of a read model whose rows hold
 * whole histories, fewer are written again. More would keep a transaction silent for too long on a busy machine.
 */
const PAGES_IN_A_BATCH = 3;
const NOTHING_BLOCKED: ReadonlySet<string> = new Set();

/** Folds the log into the tables being built. Unlike a served projection it stops at the first event it cannot take. */
export class Build {
  checkpoint: Position | null = null;
  private readonly writer: BatchWriter;

  constructor(
    private readonly services: BuildServices,
    projection: Projection,
    target: FenceTarget,
    private readonly walk: Walk,
    /** Aborts when the lease is lost or the process stops. */
    private readonly ended: AbortSignal,
    private readonly onFolded: OnFolded,
  ) {
    this.writer = new BatchWriter(services.pool, projection, target, services.idle);
  }

  /**
   * Folds up to a position, included, and not one event further; in the company of the other builds of the process,
   * which from then on do not wait for this one.
   */
  async foldTo(until: Position | null): Promise<void> {
    try {
      while ((this.checkpoint ?? '') < (until ?? '') && (await this.foldPage(this.walk, until)) !== 'none');
    } finally {
      this.walk.end();
    }
  }

  /** Folds to the end of the log, as far as it goes now. */
  async foldToEnd(): Promise<void> {
    while ((await this.foldPage(this.services.feed, null)) === 'more');
  }

  /** @returns `last` at the end of the log, `none` where nothing is left to fold */
  private async foldPage(feed: Pick<EventFeed, 'read'>, until: Position | null): Promise<'more' | 'last' | 'none'> {
    for (let failures = 1; ; failures += 1) {
      if (this.ended.aborted) throw new RebuildStopped('interrupted');
      try {
        const { events, atEnd } = await this.next(feed, until);
        if (events.length === 0) return 'none';
        await this.write(events);
        return atEnd ? 'last' : 'more';
      } catch (error) {
        this.giveUpOn(error, failures);
        await pause(backoffMs(failures), this.ended);
      }
    }
  }

  /** What comes next after the checkpoint, some pages of it as one batch. */
  private async next(feed: Pick<EventFeed, 'read'>, until: Position | null): Promise<FeedPage> {
    const events: ReadableEvent[] = [];
    for (let pages = 0; pages < PAGES_IN_A_BATCH; pages += 1) {
      const page = await feed.read(events.at(-1)?.position ?? this.checkpoint);
      const wanted = until === null ? page.events : page.events.filter(({ position }) => position <= until);
      events.push(...wanted);
      if (page.atEnd || wanted.length < page.events.length) return { events, atEnd: page.atEnd };
    }
    return { events, atEnd: false };
  }

  private async write(events: readonly ReadableEvent[]): Promise<void> {
    this.assertKnown(events);
    const batch: Batch = { events, expected: this.checkpoint, state: 'rebuilding' };
    try {
      await this.writer.commit(batch, NOTHING_BLOCKED);
    } catch (error) {
      if (failureKind(error) !== 'poison') throw error;
      await this.writer.commitIsolating(batch, NOTHING_BLOCKED, ({ position }, _key, code) => {
        throw new RebuildStopped('poison', { position, code });
      });
    }
    this.checkpoint = events.at(-1)!.position;
    this.onFolded(events.length);
  }

  private assertKnown(events: readonly ReadableEvent[]): void {
    const { registry } = this.services;
    if (registry === undefined) return;
    const unknown = events.find(({ type, erased }) => !erased && registry.find(type) === undefined);
    if (unknown !== undefined) {
      throw new RebuildStopped('unknown-type', { position: unknown.position, code: unknown.type });
    }
  }

  private giveUpOn(error: unknown, failures: number): void {
    if (error instanceof RebuildStopped) throw error;
    const kind = failureKind(error);
    if (kind === 'fence') throw new RebuildStopped('interrupted');
    if (kind !== 'transient')
      throw new RebuildStopped('fault', { position: this.checkpoint, code: failureCode(error) });
    if (failures >= MAX_FAILURES) throw error;
  }
}
