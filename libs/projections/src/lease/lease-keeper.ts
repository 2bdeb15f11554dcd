import type pg from 'pg';

/**
 * Takes those leases that nobody holds, or whose holder fell silent; the others give no row. In order of name, so that
 * two who take many do not wait for each other crosswise, and without a lock on what somebody holds.
 * $1 names, $2 holder, $3 milliseconds
 */
const ACQUIRE = `
  INSERT INTO engine.leases AS lease (name, holder, expires_at)
  SELECT wanted.name, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000)
    FROM unnest($1::text[]) AS wanted (name)
   WHERE NOT EXISTS (SELECT FROM engine.leases AS held
                      WHERE held.name = wanted.name AND held.holder <> $2 AND held.expires_at > clock_timestamp())
   ORDER BY wanted.name
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
  /** How long a lease outlives the last sign of its holder, in milliseconds. */
  readonly ttlMs: number;
}

/**
 * The leases of one process, renewed together every quarter of their life. `lost` is advice, for a quick stop: what
 * keeps a silent holder from writing is the fence, the lease row checked in the transaction of each write.
 */
export class LeaseKeeper {
  private readonly held = new Map<string, AbortController>();
  private timer: NodeJS.Timeout | undefined;
  /** When the server last confirmed what we hold, by the monotonic clock. */
  private confirmed = performance.now();
  private renewing: Promise<void> | null = null;

  constructor(
    private readonly pool: pg.Pool,
    readonly options: LeaseKeeperOptions,
  ) {}

  /** Those of the leases that nobody else holds. */
  async acquire(names: readonly string[]): Promise<Lease[]> {
    const { holder, ttlMs } = this.options;
    const asked = performance.now();
    const { rows } = await this.pool.query<{ name: string }>(ACQUIRE, [names, holder, ttlMs]);
    if (this.held.size === 0) this.confirmed = asked;
    return rows.map(({ name }) => this.adopt(name));
  }

  /** Ends the heartbeat; leases still held expire by themselves. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    for (const name of [...this.held.keys()]) this.drop(name);
    await this.renewing;
  }

  private adopt(name: string): Lease {
    this.drop(name);
    const controller = new AbortController();
    this.held.set(name, controller);
    this.timer ??= setInterval(() => this.heartbeat(), this.options.ttlMs / 4);
    return { name, lost: controller.signal, release: () => this.release(name, controller) };
  }

  private heartbeat(): void {
    // The server may be back before the leases end; once they may have ended, assume so.
    if (performance.now() - this.confirmed > this.options.ttlMs)
      for (const name of [...this.held.keys()]) this.drop(name);
    this.renewing ??= this.renew().finally(() => (this.renewing = null));
  }

  private async renew(): Promise<void> {
    const before = [...this.held];
    if (before.length === 0) return;
    const { holder, ttlMs } = this.options;
    const asked = performance.now();
    try {
      const names = before.map(([name]) => name);
      const { rows } = await this.pool.query<{ name: string }>(RENEW, [holder, names, ttlMs]);
      this.confirmed = asked;
      const kept = new Set(rows.map(({ name }) => name));
      for (const [name, controller] of before) {
        if (!kept.has(name) && this.held.get(name) === controller) this.drop(name);
      }
    } catch {
      // The next heartbeat tries again, or gives up what may be lost.
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
