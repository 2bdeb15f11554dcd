import { randomBytes } from 'node:crypto';
import { defineQueue, jobId, type JobObserver, type NewJob, type QueueDefinition } from '@jalons/jobs';

export type Work = { readonly n: number };

/** A queue that no other test uses, with waits of milliseconds. */
export function someQueue(settings: Partial<QueueDefinition<Work>> = {}): QueueDefinition<Work> {
  return defineQueue<Work>({ name: `q${randomBytes(6).toString('hex')}`, backoffMs: 1, ...settings });
}

export function someJobs(count: number, from = 0): readonly NewJob<Work>[] {
  return Array.from({ length: count }, (_, i) => ({ id: jobId('probe', `e${from + i}`), payload: { n: from + i } }));
}

/** Things as they happen, and promises of those to come. */
export class Happenings<T> {
  readonly seen: T[] = [];
  private waiting: (() => void)[] = [];

  add(happening: T): void {
    this.seen.push(happening);
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Resolves when so many things that fit have happened. */
  async until(fits: (happening: T) => boolean, count = 1): Promise<void> {
    while (this.seen.filter(fits).length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

export type Outcome =
  | { readonly kind: 'completed'; readonly queue: string; readonly id: string }
  | {
      readonly kind: 'failed';
      readonly queue: string;
      readonly id: string;
      readonly final: boolean;
      readonly error: unknown;
    };

/** What an observer is told, kept. Troubles of the connection are not outcomes. */
export function outcomes(): { readonly happened: Happenings<Outcome>; readonly observer: JobObserver } {
  const happened = new Happenings<Outcome>();
  return {
    happened,
    observer: {
      completed: (run) => happened.add({ kind: 'completed', ...run }),
      failed: (failure) => happened.add({ kind: 'failed', ...failure }),
    },
  };
}
