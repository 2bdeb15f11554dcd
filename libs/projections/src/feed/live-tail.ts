import type { ReadableEvent } from '@jalons/event-log';

/** The newest events of the log in memory, without a gap: all those in (after, last]. */
export class LiveTail {
  private events: ReadableEvent[];

  constructor(
    public after: string,
    public last: string,
    events: readonly ReadableEvent[],
    private readonly kept: number,
  ) {
    this.events = [...events];
  }

  take(batch: readonly ReadableEvent[]): void {
    for (const event of batch) this.events.push(event);
    this.last = batch.at(-1)?.position ?? this.last;
    // Cut rarely and by half: one cut per batch would copy the rest each time.
    if (this.events.length > this.kept * 2) {
      const removed = this.events.splice(0, this.events.length - this.kept);
      this.after = removed.at(-1)!.position;
    }
  }

  /** The events beyond a position that is not before {@link after}. */
  since(position: string): readonly ReadableEvent[] {
    return eventsAfter(this.events, position);
  }

  /** Forgets the events and not where the tail stands: those who come behind read them again from the log. */
  clear(): void {
    this.events = [];
    this.after = this.last;
  }
}

/** The events beyond a position; the list is in order, so that the first one is found by halves. */
export function eventsAfter(events: readonly ReadableEvent[], position: string): readonly ReadableEvent[] {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle]!.position <= position) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? events : events.slice(low);
}
