import { setMaxListeners } from 'node:events';
import { createPool, NotificationListener } from '@jalons/database';
import type { Position } from '@jalons/event-log';
import { DomainError, pause } from '@jalons/kernel';
import type pg from 'pg';
import { EventFeed } from '../feed/event-feed.js';
import { type FenceTarget, leaseName, type ProjectionRow, readRows } from '../fold/checkpoint.js';
import { IdleAdvances } from '../fold/idle-advances.js';
import { assertProjections, definitionOf } from '../install/definition.js';
import { installProjections } from '../install/install.js';
import { type Lease, LeaseKeeper } from '../lease/lease-keeper.js';
import { CheckpointProgress } from '../progress/checkpoint-progress.js';
import type { Projection } from '../projection.js';
import type { RebuildOutcome, VerifyOutcome } from '../rebuild/outcome.js';
import type { OnFolded } from '../rebuild/build.js';
import { Rebuilds } from '../rebuild/rebuilds.js';
import type { ProjectionNotice } from './notice.js';
import { type ProjectionRunnerOptions, type RunnerSettings, withDefaults, writingUrl } from './options.js';
import { REPLAY_CHANNEL, requestedReplays, requestReplay } from './parked-replay.js';
import { ProjectionFold } from './projection-fold.js';
import { type ProjectionStatus, projectionStatus } from './status.js';
import { Upgrades } from './upgrades.js';

interface Running {
  readonly fold: ProjectionFold;
  readonly done: Promise<void>;
}

/**
 * The projections of one process. Any number of processes may run the same list: leases hand each projection to one of
 * them at a time, and another takes over within ten seconds of its silence (architecture.md § 3.7).
 *
 * @example
 * const runner = await ProjectionRunner.open({ url: urls.worker, ownerUrl: urls.owner, store, projections });
 * runner.start();
 * await runner.waitFor(['mandates'], position, 2_000);
 * await runner.stop();
 */
export class ProjectionRunner {
  private readonly stopped = new AbortController();
  private readonly running = new Map<string, Running>();
  private readonly byName: ReadonlyMap<string, Projection>;
  /** What was last said of a projection that is not folded here, so that it is said once. */
  private readonly said = new Map<string, ProjectionNotice['kind']>();
  private readonly writing: pg.Pool;
  /** Of one connection: see {@link IdleAdvances}. */
  private readonly control: pg.Pool;
  private readonly feed: EventFeed;
  private readonly leases: LeaseKeeper;
  private readonly idle: IdleAdvances;
  private readonly progress: CheckpointProgress;
  private readonly rebuilds: Rebuilds | null;
  private readonly upgrades: Upgrades;
  private listener: NotificationListener | null = null;
  private seeking: Promise<void> | null = null;
  private stopping: Promise<void> | null = null;

  private constructor(private readonly settings: RunnerSettings) {
    // As many wait for it as there are projections folded and rebuilt: no leak.
    setMaxListeners(0, this.stopped.signal);
    const { url, leaseMs, connections, holder, store, feed, projections } = settings;
    const sessions = writingUrl(url, leaseMs);
    this.byName = new Map(projections.map((projection) => [projection.name, projection]));
    this.writing = createPool(sessions, { name: 'jalons-projections', max: connections });
    this.control = createPool(sessions, { name: 'jalons-leases', max: 1, statementTimeoutMs: leaseMs });
    this.feed = new EventFeed(store, feed);
    this.leases = new LeaseKeeper(this.control, { holder, ttlMs: leaseMs });
    this.idle = new IdleAdvances(this.control);
    this.progress = CheckpointProgress.open({ url });
    const { ownerUrl, registry } = settings;
    const services = { pool: this.writing, feed: this.feed, idle: this.idle, registry, leases: this.leases };
    const stopped = this.stopped.signal;
    this.rebuilds = ownerUrl === undefined ? null : new Rebuilds({ ...services, ownerUrl, stopped });
    this.upgrades = new Upgrades(this.rebuilds, settings.onNotice);
  }

  /** Checks the projections and makes their tables where `ownerUrl` is given; folds nothing before {@link start}. */
  static async open(options: ProjectionRunnerOptions): Promise<ProjectionRunner> {
    assertProjections(options.projections);
    if (options.ownerUrl !== undefined) await installProjections(options.ownerUrl, options.projections);
    return new ProjectionRunner(withDefaults(options));
  }

  /** Begins to take leases and to fold; returns at once. */
  start(): void {
    if (this.stopped.signal.aborted) throw new Error('a runner that was stopped is not started again');
    if (this.seeking !== null) return;
    this.listener = new NotificationListener(
      { connectionString: this.settings.url, application_name: 'jalons-projections', keepAlive: true },
      [REPLAY_CHANNEL],
      {
        onNotification: (_channel, name) => this.running.get(name)?.fold.wantReplay(),
        onListening: () => {},
      },
    );
    this.seeking = this.seek();
  }

  /** Lets each batch in hand end, gives the leases back and closes the connections. The store stays open. */
  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  private async end(): Promise<void> {
    this.stopped.abort();
    await this.seeking;
    await this.upgrades.ended();
    await Promise.all([...this.running.values()].map(({ done }) => done));
    await Promise.all([this.leases.close(), this.feed.close(), this.progress.close(), this.listener?.close()]);
    await Promise.all([this.writing.end(), this.control.end()]);
  }

  /** True once every named projection, here or elsewhere, holds everything up to `position`; false after the time. */
  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.progress.waitFor(projections, position, timeoutMs);
  }

  /** How every projection of the database stands. */
  status(): Promise<ProjectionStatus[]> {
    return projectionStatus(this.writing);
  }

  /** Names of the projections that this process folds now. */
  held(): string[] {
    return [...this.running.keys()];
  }

  /**
   * Has the events that were set aside folded again, by whichever process holds the projection: what can be folded now
   * is, the rest stays set aside. Resolves when that is done, to how many remain.
   * Throws DomainError `projection-unknown`, or `projection-idle` where nobody did it within the time.
   */
  async retryParked(projection: string, timeoutMs = 10_000): Promise<{ readonly remaining: number }> {
    const number = await requestReplay(this.writing, projection);
    if (number === null) throw unknownProjection(projection);
    this.running.get(projection)?.fold.wantReplay();
    const until = performance.now() + timeoutMs;
    for (;;) {
      const remaining = await this.remainingAfter(projection, number);
      if (remaining !== null) return { remaining };
      if (performance.now() >= until || this.stopped.signal.aborted) throw nobodyReplays(projection);
      await pause(50, this.stopped.signal);
    }
  }

  /**
   * Folds projections anew beside the served ones, all at once, compares, and swaps. Events that were set aside are in
   * the new rows; the first that cannot be folded stops it, and what is served stays. Needs `ownerUrl`; neither this nor
   * {@link verify} needs {@link start}.
   * @param onFolded told of events as they are folded, once for each projection
   */
  async rebuild(names: readonly string[] = [...this.byName.keys()], onFolded?: OnFolded): Promise<RebuildOutcome[]> {
    const [rebuilds, projections] = [this.needRebuilds(), this.named(names)];
    return Promise.all(projections.map((projection) => rebuilds.rebuild(projection, onFolded)));
  }

  /** Folds projections anew beside the served ones and says of each table whether it is the same. Needs `ownerUrl`. */
  async verify(names: readonly string[] = [...this.byName.keys()], onFolded?: OnFolded): Promise<VerifyOutcome[]> {
    const [rebuilds, projections] = [this.needRebuilds(), this.named(names)];
    return Promise.all(projections.map((projection) => rebuilds.verify(projection, onFolded)));
  }

  /** Forgets every event kept in memory in clear; to be wired to `onForget` of the keys. */
  forget(): void {
    this.feed.forget();
  }

  private needRebuilds(): Rebuilds {
    if (this.rebuilds === null) throw new Error('a rebuild makes tables: it needs the connection string of the owner');
    return this.rebuilds;
  }

  private named(names: readonly string[]): Projection[] {
    return names.map((name) => {
      const projection = this.byName.get(name);
      if (projection === undefined) throw unknownProjection(name);
      return projection;
    });
  }

  private async remainingAfter(projection: string, replay: number): Promise<number | null> {
    const { rows } = await this.writing.query<{ remaining: number | null }>(REMAINING, [projection, replay]);
    return rows[0]?.remaining ?? null;
  }

  private async seek(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      // While the database is away there is nothing to take; the folds report it.
      await this.round().catch(() => {});
      await pause(this.settings.seekMs, signal);
    }
  }

  private async round(): Promise<void> {
    const names = this.settings.projections.map(({ name }) => name);
    const missing = names.filter((name) => !this.running.has(name));
    if (missing.length > 0) {
      const rows = await readRows(this.control, missing, 'read');
      const ready = missing.filter((name) => this.isReady(this.byName.get(name)!, rows.get(name)));
      await this.take(ready);
    }
    for (const name of await requestedReplays(this.control, [...this.running.keys()])) {
      this.running.get(name)?.fold.wantReplay();
    }
  }

  private async take(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const wanted = new Map(names.map((name) => [leaseName(name, 'read'), name]));
    for (const lease of await this.leases.acquire([...wanted.keys()])) {
      const projection = this.byName.get(wanted.get(lease.name)!)!;
      if (this.stopped.signal.aborted) await lease.release();
      else this.run(projection, lease);
    }
  }

  private run(projection: Projection, lease: Lease): void {
    const { name, version } = projection;
    const { holder, leaseMs: ttlMs, attempts, maxParkedKeys } = this.settings;
    const target: FenceTarget = { projection: name, slot: 'read', version, holder, ttlMs };
    const services = {
      ...{ pool: this.writing, feed: this.feed, idle: this.idle, attempts, maxParkedKeys },
      notice: this.settings.onNotice,
    };
    const fold = new ProjectionFold(services, projection, target, lease, this.stopped.signal);
    const done = fold.run().finally(() => this.running.delete(name));
    this.running.set(name, { fold, done });
    this.said.delete(name);
  }

  /** Whether the database serves what this release folds; says so where it does not. */
  private isReady(projection: Projection, row: ProjectionRow | undefined): boolean {
    if (row === undefined) return this.say(projection, 'waiting-for-tables');
    if (row.version > projection.version) return this.say(projection, 'newer-in-database');
    if (row.version < projection.version) {
      if (!this.upgrades.begin(projection)) this.say(projection, 'waiting-for-tables');
      return false;
    }
    if (row.definition !== definitionOf(projection)) return this.say(projection, 'definition-changed');
    return true;
  }

  private say(
    { name: projection }: Projection,
    kind: 'waiting-for-tables' | 'newer-in-database' | 'definition-changed',
  ) {
    if (this.said.get(projection) !== kind) this.settings.onNotice({ projection, kind });
    this.said.set(projection, kind);
    return false;
  }
}

/** $1 projection, $2 number of the replay; NULL while it was not carried out. */
const REMAINING = `
  SELECT CASE WHEN replays_done >= $2
              THEN (SELECT count(*)::int FROM engine.parked_events WHERE parked_events.projection = $1) END AS remaining
    FROM engine.projections WHERE name = $1 AND slot = 'read'`;

function unknownProjection(name: string): DomainError {
  return new DomainError(
    'not-found',
    'projection-unknown',
    `Aucune projection ne s'appelle « ${name} ». « jalons verify » donne la liste des projections.`,
  );
}

function nobodyReplays(name: string): DomainError {
  return new DomainError(
    'unavailable',
    'projection-idle',
    `Aucun processus ne traite la projection « ${name} » en ce moment. Démarrez un « worker », la reprise se fera d'elle-même.`,
  );
}
