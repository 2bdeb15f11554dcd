import pg from 'pg';
import { backoffMs, pause } from '@jalons/kernel';

const CHANNEL = 'jalons_log';

/**
 * One LISTEN connection for all subscriptions of a process, opened with the first and opened again after a loss. It only
 * wakes readers early; what it misses, their slow poll finds.
 */
export class LogListener {
  private readonly waiters = new Set<(whatever: boolean) => void>();
  private readonly stopped = new AbortController();
  private running: Promise<void> | undefined;
  private heard = 0n;

  constructor(private readonly connection: pg.ClientConfig) {}

  /**
   * Resolves when an event after `position` was announced, at the latest after `ms`, or when `signal` aborts. An
   * announcement that came before the call counts: nothing is lost between a read and the wait.
   */
  async until(position: bigint, ms: number, signal: AbortSignal): Promise<void> {
    this.start();
    if (this.heard > position || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (whatever: boolean): void => {
        if (whatever || this.heard > position) done();
      };
      const done = (): void => {
        clearTimeout(timer);
        this.waiters.delete(wake);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.waiters.add(wake);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  /** Opens the connection, so that a reader that is still catching up finds it open. */
  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped.signal.aborted) {
      const listened = await this.listenOnce();
      failures = listened ? 0 : failures + 1;
      await pause(backoffMs(failures), this.stopped.signal);
    }
  }

  /** Listens until the connection is lost or the listener closed; false where it could not be opened. */
  private async listenOnce(): Promise<boolean> {
    const client = new pg.Client(this.connection);
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      this.stopped.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    client.on('notification', ({ payload }) => this.announce(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      // Announcements made before this moment went unheard: readers look for themselves, once.
      this.wakeReaders(true);
      await lost;
      return true;
    } catch {
      return false;
    } finally {
      // The socket may be gone already, and a server that hangs must not hold up the end of the process.
      void client.end().catch(() => {});
    }
  }

  private announce(payload: string): void {
    if (!/^\d{1,19}$/.test(payload)) return;
    const position = BigInt(payload);
    if (position <= this.heard) return;
    this.heard = position;
    this.wakeReaders(false);
  }

  private wakeReaders(whatever: boolean): void {
    for (const wake of [...this.waiters]) wake(whatever);
  }
}
