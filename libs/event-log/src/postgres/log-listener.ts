import { NotificationListener } from '@jalons/database';
import type pg from 'pg';

const CHANNEL = 'jalons_log';

/**
 * One LISTEN connection for all subscriptions of a process, opened with the first. It only wakes readers early; what it
 * misses, their slow poll finds.
 */
export class LogListener {
  private readonly waiters = new Set<(whatever: boolean) => void>();
  private listener: NotificationListener | undefined;
  private closed = false;
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
    if (this.closed) return;
    this.listener ??= new NotificationListener(this.connection, [CHANNEL], {
      onNotification: (_channel, payload) => this.announce(payload),
      // Announcements made before this moment went unheard: readers look for themselves, once.
      onListening: () => this.wakeReaders(true),
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.listener?.close();
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
