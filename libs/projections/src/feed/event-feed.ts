import type { EventStore, Position, ReadableEvent } from '@jalons/event-log';
import { backoffMs, pause } from '@jalons/kernel';

export interface EventFeedOptions {
  /** Events in one page; 2 000 by default: larger ones no longer help, and one page is some 3 MB in memory. */
  readonly pageSize?: number;
  /** Pages kept for those who come behind; 8 by default. */
  readonly keptPages?: number;
  /** Live events kept for those who come behind; 5 000 by default. */
  readonly keptLive?: number;
}

export interface FeedPage {
  /** In order, all after the position asked for, without a gap; empty at the end of the log. */
  readonly events: readonly ReadableEvent[];
  /** True where the log held no more when it was read. */
  readonly atEnd: boolean;
}

interface Page {
  /** Exclusive; the page holds every event of the log in (after, last]. */
  readonly after: string;
  readonly last: string;
  readonly events: readonly ReadableEvent[];
}

/**
 * One reading of the log for all projections of a process, pulled by each at its own pace. Those who walk together
 * (a rebuild of all read models, everybody at the head) share each page, decrypted once; one who is alone elsewhere
 * reads for itself, one page ahead of its fold. At the end of the log a single subscription feeds everybody.
 * Memory is bounded: keptPages pages and keptLive events, whatever the size of the log.
 */
export class EventFeed {
  private readonly pageSize: number;
  private readonly keptPages: number;
  private readonly keptLive: number;
  private readonly pages: Page[] = [];
  private readonly pending = new Map<string, Promise<Page>>();
  private readonly closing = new AbortController();
  private live: { after: string; last: string; events: ReadableEvent[] } | null = null;
  private readonly waiting = new Set<() => void>();
  private tailing: Promise<void> | null = null;

  constructor(
    private readonly store: EventStore,
    options: EventFeedOptions = {},
  ) {
    this.pageSize = options.pageSize ?? 2_000;
    this.keptPages = options.keptPages ?? 8;
    this.keptLive = options.keptLive ?? 5_000;
  }

  /** What comes next after a position, as far as the log goes now. */
  async read(after: Position | null): Promise<FeedPage> {
    const from = after ?? '';
    if (this.live !== null && this.live.after <= from) {
      const events = eventsAfter(this.live.events, from);
      return { events: events.slice(0, this.pageSize), atEnd: events.length <= this.pageSize };
    }
    const page = await this.pageCovering(from);
    const atEnd = page.events.length < this.pageSize;
    if (!atEnd) this.readAhead(page.last);
    return { events: eventsAfter(page.events, from), atEnd };
  }

  /** Resolves once there may be something after a position, or when the signal aborts; never rejects. */
  async waitBeyond(after: Position | null, signal: AbortSignal): Promise<void> {
    const from = after ?? '';
    if (signal.aborted || this.closing.signal.aborted) return;
    if (this.tailing === null) {
      this.live = { after: from, last: from, events: [] };
      this.tailing = this.tail(after);
    }
    // Whoever stands behind the start of the live events reads on by pages until it gets there.
    if (this.live === null || this.live.after > from || this.live.last > from) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      signal.addEventListener('abort', done);
      this.waiting.add(done);
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.wake();
    await this.tailing;
    await Promise.allSettled(this.pending.values());
  }

  private async tail(after: Position | null): Promise<void> {
    const { signal } = this.closing;
    try {
      for await (const batch of this.store.subscribe({ after, batchSize: this.pageSize, signal })) {
        this.take(batch);
        if (signal.aborted) break;
      }
    } catch {
      // The readers meet the same fault by pages, and report it; the next one at the end subscribes again.
      await pause(backoffMs(3), signal);
    } finally {
      this.live = null;
      this.tailing = null;
      this.wake();
    }
  }

  private take(batch: readonly ReadableEvent[]): void {
    const { live } = this;
    const last = batch.at(-1);
    if (live === null || last === undefined) return;
    for (const event of batch) live.events.push(event);
    live.last = last.position;
    // Cut rarely and by half: one cut per batch would copy the rest each time.
    if (live.events.length > this.keptLive * 2) {
      const removed = live.events.splice(0, live.events.length - this.keptLive);
      live.after = removed.at(-1)!.position;
    }
    this.wake();
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }

  private pageCovering(from: string): Promise<Page> {
    const kept = this.pages.find((page) => page.after <= from && from < page.last);
    return kept === undefined ? this.load(from) : Promise.resolve(kept);
  }

  private readAhead(from: string): void {
    if (this.pages.some((page) => page.after <= from && from < page.last)) return;
    // Its failure, if any, is met again and reported by the reader that asks for the page.
    this.load(from).catch(() => {});
  }

  private load(from: string): Promise<Page> {
    const known = this.pending.get(from);
    if (known !== undefined) return known;
    const loading = this.fetch(from).finally(() => this.pending.delete(from));
    this.pending.set(from, loading);
    return loading;
  }

  private async fetch(from: string): Promise<Page> {
    const events = await this.store.readAll(from === '' ? null : from, this.pageSize);
    const page: Page = { after: from, last: events.at(-1)?.position ?? from, events };
    // A page that ends with the log would hide what was appended since.
    if (events.length === this.pageSize) {
      this.pages.push(page);
      if (this.pages.length > this.keptPages) this.pages.shift();
    }
    return page;
  }
}

/** The events beyond a position; the list is in order, so that the first one is found by halves. */
function eventsAfter(events: readonly ReadableEvent[], from: string): readonly ReadableEvent[] {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle]!.position <= from) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? events : events.slice(low);
}
