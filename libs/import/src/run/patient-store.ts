import { LogUnavailable, type EventStore } from '@jalons/event-log';
import { backoffMs } from '@jalons/kernel';
import { setTimeout as delay } from 'node:timers/promises';

/** Loads at once: twice the connections that a log reads with, so that none waits for its turn too long. */
const MOST_LOADS = 8;
/** How often the log is asked again while it is away: some two minutes in all. */
const MOST_ATTEMPTS = 30;

/**
 * A log that long work reads and writes: loads wait for their turn, and what the log cannot answer now is asked again.
 * An append may be: the same ids after the same revision are stored once.
 */
export class PatientStore implements Pick<EventStore, 'load' | 'append'> {
  private loading = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly store: Pick<EventStore, 'load' | 'append'>) {}

  async load(...asked: Parameters<EventStore['load']>): ReturnType<EventStore['load']> {
    await this.turn();
    try {
      return await untilAnswered(() => this.store.load(...asked));
    } finally {
      this.loading -= 1;
      this.waiting.shift()?.();
    }
  }

  append(...asked: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    return untilAnswered(() => this.store.append(...asked));
  }

  private async turn(): Promise<void> {
    if (this.loading >= MOST_LOADS) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.loading += 1;
  }
}

async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof LogUnavailable) || attempt === MOST_ATTEMPTS) throw error;
      await delay(error.retryAfterMs ?? backoffMs(attempt));
    }
  }
}
