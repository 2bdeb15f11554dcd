import { DomainError } from '@jalons/kernel';

/** Answers a batch of distinct ids; an id without an entry is answered with undefined. */
export type AnswerBatch<Answer> = (ids: readonly string[]) => Promise<ReadonlyMap<string, Answer>>;

interface Request<Answer> {
  readonly promise: Promise<Answer | undefined>;
  resolve(answer: Answer | undefined): void;
  reject(error: unknown): void;
}

/**
 * One round trip at a time; whoever asks meanwhile shares the next one (group commit). Nobody waits for a timer.
 * An id already waiting is asked once. One already asked is asked again: its answer may be older than the question.
 */
export class KeyBatcher<Answer> {
  private waiting = new Map<string, Request<Answer>>();
  private busy = false;

  constructor(
    private readonly answer: AnswerBatch<Answer>,
    private readonly limits: { readonly maxBatch: number; readonly maxWaiting: number },
  ) {}

  ask(id: string): Promise<Answer | undefined> {
    const known = this.waiting.get(id);
    if (known !== undefined) return known.promise;
    if (this.waiting.size >= this.limits.maxWaiting) {
      return Promise.reject(new DomainError('unavailable', 'keys-busy', 'Trop de demandes en même temps ; réessayez.'));
    }
    let settle!: Pick<Request<Answer>, 'resolve' | 'reject'>;
    const promise = new Promise<Answer | undefined>((resolve, reject) => {
      settle = { resolve, reject };
    });
    this.waiting.set(id, { promise, ...settle });
    if (!this.busy) {
      this.busy = true;
      queueMicrotask(() => void this.drain());
    }
    return promise;
  }

  private async drain(): Promise<void> {
    while (this.waiting.size > 0) {
      const batch = [...this.waiting].slice(0, this.limits.maxBatch);
      for (const [id] of batch) this.waiting.delete(id);
      try {
        const answers = await this.answer(batch.map(([id]) => id));
        for (const [id, { resolve }] of batch) resolve(answers.get(id));
      } catch (error) {
        for (const [, { reject }] of batch) reject(error);
      }
    }
    this.busy = false;
  }
}
