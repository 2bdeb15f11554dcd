import { asOf, knownAtOf } from '@jalons/event-log';
import type { Instant } from '@jalons/kernel';

/** The entries of one stream, of which more and more become known. */
export class KnownStream<Entry extends { readonly knownAt?: Instant; readonly recordedAt: Instant }> {
  /** When each became known, the first first. */
  readonly changes: readonly Instant[];
  /** Whether they became known in the order of the stream: then what is known is its beginning. */
  private readonly inOrder: boolean;

  constructor(private readonly entries: readonly Entry[]) {
    const changes = entries.map(knownAtOf);
    this.inOrder = changes.every((instant, index) => index === 0 || instant >= changes[index - 1]!);
    this.changes = this.inOrder ? changes : changes.toSorted((a, b) => a - b);
  }

  /** How many are known at `t`: while that stays, they are the same ones. */
  countAt(t: Instant): number {
    return countUpTo(this.changes, t);
  }

  /** Those known at `t`, as {@link asOf} tells them. */
  knownAt(t: Instant): readonly Entry[] {
    return this.inOrder ? this.entries.slice(0, this.countAt(t)) : asOf(this.entries, t);
  }
}

/** How many of the instants, in order, were reached. */
export function countUpTo(instants: readonly Instant[], t: Instant): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
