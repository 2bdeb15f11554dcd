import { DomainError } from '@jalons/kernel';

/**
 * One queue per stream in this process: commands on one stream run one after the other instead of racing for its next
 * revision (racing appends on a hot stream 238/s, queued 1 845/s: architecture.md § 3.1).
 */
export class StreamQueues {
  private readonly tails = new Map<string, { readonly last: Promise<unknown>; readonly length: number }>();

  /** @param maxLength commands waiting or running on one stream beyond which more are refused */
  constructor(private readonly maxLength: number) {}

  /** Streams with commands waiting or running. */
  get size(): number {
    return this.tails.size;
  }

  /** Runs `work` after those before it on this stream, whatever became of them. */
  run<Result>(stream: string, work: () => Promise<Result>): Promise<Result> {
    const { last = Promise.resolve(), length = 0 } = this.tails.get(stream) ?? {};
    if (length >= this.maxLength) {
      return Promise.reject(
        new DomainError('unavailable', 'stream-busy', 'Trop de demandes en même temps sur ce dossier ; réessayez.'),
      );
    }
    const result = last.then(work, work);
    this.tails.set(stream, { last: result, length: length + 1 });
    const leave = (): void => this.leave(stream);
    result.then(leave, leave);
    return result;
  }

  private leave(stream: string): void {
    const tail = this.tails.get(stream)!;
    if (tail.length === 1) this.tails.delete(stream);
    else this.tails.set(stream, { ...tail, length: tail.length - 1 });
  }
}
