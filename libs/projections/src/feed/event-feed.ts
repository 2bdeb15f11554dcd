import type { EventStore, Position, ReadableEvent } from '@jalons/event-log';
import { backoffMs, pause } from '@jalons/kernel';
import { eventsAfter, LiveTail } from './live-tail.js';

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

/** One way through the log: see {@link EventFeed.walk}. */
export interface Walk {
  /** What comes next after a position, as {@link EventFeed.read}, once the others are near. */
  read(after: Position | null): Promise<FeedPage>;
  end(): void;
}

interface Page {
  /** Exclusive; the page holds every event of the log in (after, last]. */
  readonly after: string;
  readonly last: string;
  readonly events: readonly ReadableEvent[];
}

/** While one page is decrypted the server looks for the next: the process has no pause between them. */
const PAGES_AHEAD = 2;

/** Pages between the first and the last of those who walk together: with those read ahead, no more than are kept. */
const MOST_APART = 5;

/** The part of the store that a feed reads. */
export type FeedSource = Pick<EventStore, 'readAll' | 'subscribe'>;

/**
 * One reading of the log for all projections of a process, pulled by each at its own pace. Those who walk together
 * (a rebuild of all read models: {@link walk}; everybody at the head) share each page, decrypted once; one who is alone
 * elsewhere reads for itself, two pages ahead of its fold. At the end of the log a single subscription feeds everybody.
 * Memory is bounded: keptPages pages and keptLive events, whatever the size of the log.
 */
export class EventFeed {
  private readonly pageSize: number;
  private readonly keptPages: number;
  private readonly keptLive: number;
  private readonly pages: Page[] = [];
  private readonly pending = new Map<string, Promise<Page>>();
  private readonly closing = new AbortController();
  private readonly waiting = new Set<() => void>();
  /** Where each of those who walk together stands. */
  private readonly walkers = new Map<Walk, string>();
  private readonly resting = new Set<() => void>();
  /** Where reading ahead met the end of the log: it does not ask there again, whoever wants more does. */
  private foundEnd: string | null = null;
  private live: LiveTail | null = null;
  private tailing: Promise<void> | null = null;
  /** Counts what {@link forget} made stale: a page asked for before is not kept. */
  private generation = 0;

  constructor(
    private readonly source: FeedSource,
    options: EventFeedOptions = {},
  ) {
    this.pageSize = options.pageSize ?? 2_000;
    this.keptPages = options.keptPages ?? 8;
    this.keptLive = options.keptLive ?? 5_000;
  }

  /** What comes next after a position, as far as the log goes now; at most one page. */
  async read(after: Position | null): Promise<FeedPage> {
    const from = after ?? '';
    const live = this.liveAfter(from);
    if (live !== null) return live;
    const page = await this.pageCovering(from);
    const full = page.events.length === this.pageSize;
    if (full) this.readAhead(page.last, Math.min(PAGES_AHEAD, this.keptPages));
    else this.followFrom(page);
    return { events: eventsAfter(page.events, from), atEnd: !full };
  }

  /**
   * A way through the log from its start, in the company of all others who walk: whoever is some pages ahead of the last
   * of them waits for it, so that each page is decrypted once for all. To be ended, or the others wait for ever.
   */
  walk(): Walk {
    const walk: Walk = {
      read: async (after) => {
        if (this.walkers.has(walk)) this.walkers.set(walk, after ?? '');
        this.wakeWalkers();
        while (this.isTooFarAhead(after ?? '')) await new Promise<void>((move) => this.resting.add(move));
        return this.read(after);
      },
      end: () => {
        this.walkers.delete(walk);
        this.wakeWalkers();
      },
    };
    this.walkers.set(walk, '');
    return walk;
  }

  /** The event right after a position, read for its own sake. */
  async readOne(after: Position | null): Promise<ReadableEvent> {
    const [event] = await this.source.readAll(after, 1);
    if (event === undefined) throw new Error(`the log holds no event after ${after ?? 'its start'}`);
    return event;
  }

  /** Resolves once there may be something after a position, or when the signal aborts; never rejects. */
  async waitBeyond(after: Position | null, signal: AbortSignal): Promise<void> {
    const from = after ?? '';
    if (signal.aborted || this.closing.signal.aborted) return;
    // Nobody follows the log just now, or from further on: whoever asks reads by pages, which makes them follow.
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

  /** Drops every event kept in clear: whatever the key of one of them opened is to be forgotten. */
  forget(): void {
    this.generation += 1;
    this.pages.length = 0;
    this.live?.clear();
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.wake();
    this.wakeWalkers();
    await this.tailing;
    await Promise.allSettled(this.pending.values());
    this.forget();
  }

  private isTooFarAhead(from: string): boolean {
    if (this.closing.signal.aborted) return false;
    let last = from;
    for (const position of this.walkers.values()) if (position < last) last = position;
    return this.pages.filter(({ after }) => last <= after && after < from).length >= MOST_APART;
  }

  private wakeWalkers(): void {
    const resting = [...this.resting];
    this.resting.clear();
    for (const move of resting) move();
  }

  private liveAfter(from: string): FeedPage | null {
    const { live } = this;
    if (live === null || live.after > from) return null;
    const events = live.since(from);
    return { events: events.slice(0, this.pageSize), atEnd: events.length <= this.pageSize };
  }

  /** Follows the log from the end of a page that ended with it; the page itself serves those who come behind. */
  private followFrom(page: Page): void {
    if (this.tailing !== null || this.closing.signal.aborted) return;
    const live = new LiveTail(page.after, page.last, page.events, this.keptLive);
    this.live = live;
    this.tailing = this.follow(live);
  }

  private async follow(live: LiveTail): Promise<void> {
    const { signal } = this.closing;
    const after = live.last === '' ? null : live.last;
    try {
      for await (const batch of this.source.subscribe({ after, batchSize: this.pageSize, signal })) {
        live.take(batch);
        this.wake();
        if (signal.aborted) break;
      }
    } catch {
      // The readers meet the same fault by pages, and report it; the next one at the end follows again.
      await pause(backoffMs(3), signal);
    } finally {
      this.live = null;
      this.tailing = null;
      this.wake();
    }
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }

  private pageCovering(from: string): Promise<Page> {
    const kept = this.kept(from);
    return kept === undefined ? this.load(from) : Promise.resolve(kept);
  }

  private readAhead(from: string, pages: number): void {
    // A failure is met again, and reported, by the reader that asks for the page.
    this.readPagesAhead(from, pages).catch(() => {});
  }

  private async readPagesAhead(from: string, pages: number): Promise<void> {
    if (pages === 0 || from === this.foundEnd || (this.live !== null && this.live.after <= from)) return;
    const { last, events } = await this.pageCovering(from);
    if (events.length === this.pageSize) return this.readPagesAhead(last, pages - 1);
    this.foundEnd = from;
  }

  private kept(from: string): Page | undefined {
    return this.pages.find((page) => page.after <= from && from < page.last);
  }

  private load(from: string): Promise<Page> {
    const known = this.pending.get(from);
    if (known !== undefined) return known;
    const loading = this.fetch(from).finally(() => this.pending.delete(from));
    this.pending.set(from, loading);
    return loading;
  }

  private async fetch(from: string): Promise<Page> {
    const { generation } = this;
    const events = await this.source.readAll(from === '' ? null : from, this.pageSize);
    const page: Page = { after: from, last: events.at(-1)?.position ?? from, events };
    // A page that ends with the log would hide what was appended since.
    if (events.length === this.pageSize && generation === this.generation && !this.closing.signal.aborted) {
      this.pages.push(page);
      if (this.pages.length > this.keptPages) this.pages.shift();
    }
    return page;
  }
}
