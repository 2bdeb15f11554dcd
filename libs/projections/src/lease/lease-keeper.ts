import type pg from 'pg';

/**
 * Takes a lease that nobody holds, or whose holder fell silent; no row where somebody else holds it.
 * $1 name, $2 holder, $3 milliseconds
 */
const ACQUIRE = `
  INSERT INTO engine.leases AS lease (name, holder, expires_at)
  VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000))
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
   WHERE lease.holder = excluded.holder OR lease.expires_at <= clock_timestamp()
  RETURNING lease.name`;

/** $1 holder, $2 names, $3 milliseconds; returns the names still held. */
const RENEW = `
  UPDATE engine.leases SET expires_at = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
   WHERE holder = $1 AND name = ANY ($2)
  RETURNING name`;

/** $1 holder, $2 name */
const RELEASE = `DELETE FROM engine.leases WHERE holder = $1 AND name = $2`;

export interface Lease {
  readonly name: string;
  /** Aborts when the lease is no longer ours, or may no longer be. */
  readonly lost: AbortSignal;
  /** Gives it back, so that the next one need not wait for it to expire. */
  release(): Promise<void>;
}

export interface LeaseKeeperOptions {
  /** Names this process in `engine.leases`; unlike any other, also after a restart. */
  readonly holder: string;
  /** How long a lease outlives the last sign of its holder. */
  readonly ttlMs: number;
  /** Told after each renewal: the moment to look at what else came in. */
  readonly onHeartbeat?: () => void;
}

/**
 * The leases of one process, renewed together every quarter of their life. `lost` is advice, for a quick stop: what
 * keeps a silent holder from writing is the fence, the lease row checked in the transaction of each write.
 */
export class LeaseKeeper {
  private readonly held = new Map<string, AbortController>();
  private timer: NodeJS.Timeout | undefined;
  private confirmed = performance.now();
  private renewing: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: pg.Pool,
    readonly options: LeaseKeeperOptions,
  ) {}

  /** The lease, or null while somebody else holds it. */
  async acquire(name: string): Promise<Lease | null> {
    const { holder, ttlMs } = this.options;
    const { rowCount } = await this.pool.query(ACQUIRE, [name, holder, ttlMs]);
    return rowCount === 0 ? null : this.adopt(name);
  }

  /** Keeps a lease that a statement of our own has just written. */
  adopt(name: string): Lease {
    this.held.get(name)?.abort();
    const controller = new AbortController();
    if (this.held.size === 0) this.confirmed = performance.now();
    this.held.set(name, controller);
    this.timer ??= setInterval(() => this.heartbeat(), this.options.ttlMs / 4);
    return { name, lost: controller.signal, release: () => this.release(name, controller) };
  }

  /** Ends the heartbeat; leases still held expire by themselves. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    for (const name of [...this.held.keys()]) this.drop(name);
    await this.renewing;
  }

  private heartbeat(): void {
    this.renewing = this.renewing.then(() => this.renew());
  }

  private async renew(): Promise<void> {
    const names = [...this.held.keys()];
    if (names.length === 0) return;
    const { holder, ttlMs } = this.options;
    try {
      const started = performance.now();
      const { rows } = await this.pool.query<{ name: string }>(RENEW, [holder, names, ttlMs]);
      this.confirmed = started;
      const kept = new Set(rows.map(({ name }) => name));
      for (const name of names) if (!kept.has(name)) this.drop(name);
      this.options.onHeartbeat?.();
    } catch {
      // The server may be back before the leases end; once they may have ended, assume so.
      if (performance.now() - this.confirmed > ttlMs) for (const name of names) this.drop(name);
    }
  }

  private async release(name: string, controller: AbortController): Promise<void> {
    if (this.held.get(name) !== controller) return;
    this.drop(name);
    // Best effort: a lease that cannot be given back expires.
    await this.pool.query(RELEASE, [this.options.holder, name]).catch(() => {});
  }

  private drop(name: string): void {
    this.held.get(name)?.abort();
    this.held.delete(name);
  }
}
