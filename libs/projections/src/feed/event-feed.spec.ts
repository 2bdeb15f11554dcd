import { describe, expect, it } from '@jest/globals';
import type { ReadableEvent } from '@jalons/event-log';
import fc from 'fast-check';
import { EventFeed, type FeedSource, type Walk } from './event-feed.js';

/** A log in memory that can be told to fail, and that says what it was asked. */
class MemoryLog implements FeedSource {
  readonly events: ReadableEvent[] = [];
  reads = 0;
  failures = 0;
  private readonly waiters = new Set<() => void>();

  append(count: number): void {
    for (let n = 0; n < count; n += 1)
      this.events.push({ position: position(this.events.length + 1) } as ReadableEvent);
    for (const wake of [...this.waiters]) wake();
  }

  readAll = async (after: string | null, maxCount: number): Promise<ReadableEvent[]> => {
    this.reads += 1;
    await Promise.resolve();
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('away');
    }
    return this.after(after).slice(0, maxCount);
  };

  async *subscribe({ after, batchSize, signal }: Parameters<FeedSource['subscribe']>[0]) {
    let last = after;
    while (!signal.aborted) {
      const batch = this.after(last).slice(0, batchSize);
      last = batch.at(-1)?.position ?? last;
      if (batch.length > 0) yield batch;
      else await this.more(signal);
    }
  }

  private after(position: string | null): ReadableEvent[] {
    return this.events.filter((event) => position === null || event.position > position);
  }

  private more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.waiters.delete(done);
        resolve();
      };
      this.waiters.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}

const position = (n: number): string => String(n).padStart(19, '0');

describe('EventFeed', () => {
  const reader = async (
    feed: Pick<EventFeed, 'read' | 'waitBeyond'>,
    from: string | null,
    until: number,
    onPage = (): void => {},
  ) => {
    const seen: string[] = [];
    let after = from;
    while ((after ?? '') < position(until)) {
      const { events } = await feed.read(after);
      if (events.length === 0) await feed.waitBeyond(after, new AbortController().signal);
      seen.push(...events.map((event) => event.position));
      after = events.at(-1)?.position ?? after;
      onPage();
    }
    return seen;
  };

  it('gives each reader every event once and in order, wherever it starts and however the log grows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 5 }),
        fc.record({
          pageSize: fc.integer({ min: 1, max: 9 }),
          keptPages: fc.integer({ min: 1, max: 3 }),
          keptLive: fc.integer({ min: 1, max: 9 }),
        }),
        fc.scheduler(),
        async (appends, starts, sizes, scheduler) => {
          const log = new MemoryLog();
          log.append(appends[0]!);
          const end = appends.reduce((sum, count) => sum + count, 0);
          // Who waits for the first event of a log that never has one, waits.
          fc.pre(end > 0);
          const feed = new EventFeed(log, sizes);
          for (const count of appends.slice(1)) {
            void scheduler.schedule(Promise.resolve(), 'append').then(() => log.append(count));
          }
          const readers = starts.map((start) => reader(feed, start === 0 ? null : position(start), end));
          await scheduler.waitAll();
          for (const [index, seen] of (await Promise.all(readers)).entries()) {
            const first = starts[index]! + 1;
            expect(seen).toEqual(Array.from({ length: Math.max(0, end - first + 1) }, (_, n) => position(first + n)));
          }
          await feed.close();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads a page once for all who walk together', async () => {
    const log = new MemoryLog();
    log.append(100);
    const feed = new EventFeed(log, { pageSize: 10 });
    const all = await Promise.all(Array.from({ length: 8 }, () => reader(feed, null, 100)));
    expect(all.every((seen) => seen.length === 100)).toBe(true);
    // Ten full pages, and the empty one behind them.
    expect(log.reads).toBe(11);
    await feed.close();
  });

  it('reads a page once for all who walk, however slow one of them is', async () => {
    const log = new MemoryLog();
    log.append(300);
    const feed = new EventFeed(log, { pageSize: 10 });
    const through = async (walk: Walk, onPage: () => Promise<void>) => {
      for (let after: string | null = null; (after ?? '') < position(300);) {
        after = (await walk.read(after)).events.at(-1)!.position;
        await onPage();
      }
    };
    const [slow, quick] = [feed.walk(), feed.walk()];
    let ahead = 0;
    let most = 0;
    await Promise.all([
      through(quick, async () => void (ahead += 1)),
      through(slow, async () => {
        ahead -= 1;
        most = Math.max(most, ahead);
        for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      }),
    ]);
    expect(most).toBeGreaterThan(2);
    expect(most).toBeLessThan(8);
    // Thirty full pages, and the empty one behind them.
    expect(log.reads).toBe(31);
    await feed.close();
  });

  it('lets nobody wait for one who has ended', async () => {
    const log = new MemoryLog();
    log.append(200);
    const feed = new EventFeed(log, { pageSize: 10 });
    const [walk, ending] = [feed.walk(), feed.walk()];
    await ending.read(null);
    const seen = reader({ read: (after) => walk.read(after), waitBeyond: () => Promise.resolve() }, null, 200);
    ending.end();
    expect(await seen).toHaveLength(200);
    await feed.close();
  });

  it('lets the reader that asked know of a failure, and nobody else', async () => {
    const log = new MemoryLog();
    log.append(20);
    log.failures = 1;
    const feed = new EventFeed(log, { pageSize: 10 });
    await expect(feed.read(null)).rejects.toThrow('away');
    expect(await reader(feed, null, 20)).toHaveLength(20);
    await feed.close();
  });

  it('keeps nothing in clear once told to forget, and loses nobody', async () => {
    const log = new MemoryLog();
    log.append(25);
    const feed = new EventFeed(log, { pageSize: 10 });
    const seen = reader(feed, null, 40, () => feed.forget());
    log.append(15);
    expect(await seen).toHaveLength(40);
    const { reads } = log;
    feed.forget();
    expect(await reader(feed, null, 40)).toHaveLength(40);
    expect(log.reads).toBeGreaterThan(reads);
    await feed.close();
  });
});
