import { setTimeout as delay } from 'node:timers/promises';
import { isUuid, type Uuid } from '@jalons/kernel';
import pg from 'pg';

const CHANNEL = 'jalons_key_destroyed';
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export interface DestructionHandlers {
  onDestroyed(keyId: Uuid): void;
  /** Listening has begun, or begun again: what was destroyed before went unheard. */
  onListening(): void;
}

/** One LISTEN connection that hears which keys are destroyed, opened again after a loss. */
export class DestructionListener {
  private readonly stopped = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly connection: pg.ClientConfig,
    private readonly handlers: DestructionHandlers,
  ) {
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.stopped.signal.aborted) {
      const listened = await this.listenOnce();
      pause = listened ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
      await delay(pause * (0.5 + Math.random() / 2), undefined, { signal: this.stopped.signal }).catch(() => {});
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
    client.on('notification', ({ payload = '' }) => {
      if (isUuid(payload)) this.handlers.onDestroyed(payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.handlers.onListening();
      await lost;
      return true;
    } catch {
      return false;
    } finally {
      void client.end().catch(() => {});
    }
  }
}
