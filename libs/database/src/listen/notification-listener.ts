import { backoffMs, pause } from '@jalons/kernel';
import pg from 'pg';

export interface NotificationHandlers {
  onNotification(channel: string, payload: string): void;
  /** Listening has begun, or begun again: what was announced before went unheard. */
  onListening(): void;
}

/**
 * One LISTEN connection for several channels, opened again after a loss. It only tells early: what it misses while it is
 * away is found by whoever looks at {@link NotificationHandlers.onListening}, or by a slow poll.
 */
export class NotificationListener {
  private readonly stopped = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly connection: pg.ClientConfig,
    private readonly channels: readonly string[],
    private readonly handlers: NotificationHandlers,
  ) {
    this.running = this.run();
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
    client.on('notification', ({ channel, payload }) => this.handlers.onNotification(channel, payload ?? ''));
    try {
      await client.connect();
      await client.query(this.channels.map((channel) => `LISTEN ${pg.escapeIdentifier(channel)}`).join(';'));
      this.handlers.onListening();
      await lost;
      return true;
    } catch {
      return false;
    } finally {
      // The socket may be gone already, and a server that hangs must not hold up the end of the process.
      void client.end().catch(() => {});
    }
  }
}
