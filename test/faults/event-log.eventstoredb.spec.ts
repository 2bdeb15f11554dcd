import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbLog, LogUnavailable, type AppendOutcome, type RecordedEvent } from '@jalons/event-log';
import { collect, sealedMany, streamName } from '../contract/event-log.fixtures.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { WireServer } from '../wire-eventstore/server.js';

const any = (): boolean => true;

describe('the event log on EventStoreDB under faults', () => {
  let server: WireServer;
  let proxy: TcpProxy;
  let log: EventStoreDbLog;

  beforeEach(async () => {
    server = await WireServer.start({ commitTimeoutMs: 50 });
    proxy = await TcpProxy.start(server.port);
    log = open();
  });
  afterEach(async () => {
    await log.close();
    await proxy.close();
    server.kill();
  });

  const open = (options: { deadlineMs?: number; retryForMs?: number } = {}): EventStoreDbLog =>
    new EventStoreDbLog({ url: `esdb://127.0.0.1:${proxy.port}?tls=false`, ...options });

  const restart = async (options: { ready?: boolean } = {}): Promise<void> => {
    server = await server.restarted(options);
  };

  /** Until the server has written that many records more than it has now. */
  const untilWritten = (more: number): Promise<void> => {
    const { records } = server.writer.file;
    const wanted = records.length + more;
    return until(() => records.length >= wanted);
  };

  describe('an append of which nobody knows whether it was stored', () => {
    it('was stored, its answer was cut off: the retry finds it and stores it no second time', async () => {
      const stream = streamName();
      await log.append({ stream, expected: 'none', events: sealedMany(1) });
      server.writer.holdAnswers();
      const written = untilWritten(2);
      const append = log.append({ stream, expected: 0, events: sealedMany(2) });
      await written;
      proxy.cut();
      server.writer.releaseAnswers();
      expect(await append).toMatchObject({ status: 'appended', revision: 2 });
      expect(await log.readStream(stream)).toHaveLength(3);
    });

    it('was stored by a server that died before it answered: the one that takes its place answers', async () => {
      const stream = streamName();
      server.writer.holdAnswers();
      const written = untilWritten(2);
      const append = log.append({ stream, expected: 'none', events: sealedMany(2) });
      await written;
      await restart();
      const outcome = await append;
      const stored = await log.readStream(stream);
      expect(stored.map((event) => event.revision)).toEqual([0, 1]);
      expect(outcome).toMatchObject({ status: 'appended', revision: 1, position: stored[1]!.position });
    });

    it('never arrived: the retry stores it', async () => {
      const stream = streamName();
      await log.append({ stream, expected: 'none', events: sealedMany(1) });
      proxy.stall('toTarget');
      const append = log.append({ stream, expected: 0, events: sealedMany(2) });
      proxy.cut();
      proxy.restore();
      expect(await append).toMatchObject({ status: 'appended', repeated: false, revision: 2 });
      expect(await log.readStream(stream)).toHaveLength(3);
    });

    it('is said to be unknown when the server stays silent, and one repeated later is stored once', async () => {
      const impatient = open({ deadlineMs: 1_000, retryForMs: 1_500 });
      const request = { stream: streamName(), expected: 'none' as const, events: sealedMany(2) };
      await impatient.head();
      proxy.stall('toClient');
      await expect(impatient.append(request)).rejects.toThrow(LogUnavailable);
      proxy.restore();
      expect(await log.append(request)).toMatchObject({ status: 'appended', revision: 1 });
      expect(await log.readStream(request.stream)).toHaveLength(2);
      await impatient.close();
    });
  });

  describe('a server that is away', () => {
    it('fails what cannot wait longer, and takes work again when it is back', async () => {
      const impatient = open({ retryForMs: 100 });
      const request = { stream: streamName(), expected: 'none' as const, events: sealedMany(1) };
      await impatient.head();
      proxy.refuse();
      await expect(impatient.append(request)).rejects.toThrow(LogUnavailable);
      await expect(impatient.readStream(request.stream)).rejects.toThrow(LogUnavailable);
      proxy.restore();
      expect(await impatient.append(request)).toMatchObject({ status: 'appended', repeated: false });
      await impatient.close();
    });

    it('is waited for while it starts and takes no work yet', async () => {
      await log.head();
      await restart({ ready: false });
      const append = log.append({ stream: streamName(), expected: 'none', events: sealedMany(1) });
      const ready = log.ready();
      await proxy.connections(2);
      server.ready = true;
      await ready;
      expect(await append).toMatchObject({ status: 'appended' });
    });
  });

  describe('a subscription', () => {
    it('goes on where it was after every kind of break', async () => {
      const stream = streamName();
      const stop = new AbortController();
      const subscribed = collect(log.subscribe({ after: null, batchSize: 3, signal: stop.signal }), any);
      const breaks: readonly (() => void | Promise<void>)[] = [
        () => proxy.cut(),
        () => restart(),
        () => {
          proxy.refuse();
          setImmediate(() => proxy.restore());
        },
      ];
      let revision = -1;
      for (const happen of [...breaks, ...breaks]) {
        const events = sealedMany(5);
        await log.append({ stream, expected: revision < 0 ? 'none' : revision, events });
        revision += 5;
        // Some batches are still on their way.
        await subscribed.until(revision - 2);
        await happen();
      }
      await subscribed.until(revision + 1);
      stop.abort();
      await subscribed.ended;
      expect(subscribed.events.map((event) => event.revision)).toEqual(range(revision + 1));
    });

    it('misses nothing where it broke before the first event of the log', async () => {
      const stop = new AbortController();
      const subscribed = collect(log.subscribe({ after: null, batchSize: 10, signal: stop.signal }), any);
      await proxy.connections(1);
      await log.head();
      proxy.refuse();
      const direct = new EventStoreDbLog({ url: server.url });
      await direct.append({ stream: streamName(), expected: 'none', events: sealedMany(2) });
      proxy.restore();
      await direct.append({ stream: streamName(), expected: 'none', events: sealedMany(1) });
      await subscribed.until(3);
      stop.abort();
      await subscribed.ended;
      expect(subscribed.events.map((event) => event.revision)).toEqual([0, 1, 0]);
      await direct.close();
    });
  });

  it('loses, doubles and reorders nothing over servers killed under many writers', async () => {
    const writers = 16;
    const appends = 30;
    const streams = Array.from({ length: writers }, streamName);
    const stop = new AbortController();
    const readers = [3, 500].map((batchSize) =>
      collect(log.subscribe({ after: null, batchSize, signal: stop.signal }), any),
    );
    const acknowledged: string[][] = streams.map(() => []);
    const write = async (stream: (typeof streams)[number], ids: string[]): Promise<void> => {
      for (let n = 0; n < appends; n += 1) {
        const events = sealedMany(1);
        const outcome = await log.append({ stream, expected: n === 0 ? 'none' : n - 1, events });
        expect(outcome).toMatchObject({ status: 'appended', revision: n } satisfies Partial<AppendOutcome>);
        ids.push(events[0]!.eventId);
      }
    };
    const writing = Promise.all(streams.map((stream, writer) => write(stream, acknowledged[writer]!)));
    const done = (): number => acknowledged.reduce((sum, ids) => sum + ids.length, 0);
    for (const share of [0.2, 0.4, 0.6, 0.8]) {
      await until(() => done() >= share * writers * appends);
      await restart();
    }
    await writing;
    await Promise.all(readers.map((reader) => reader.until(writers * appends)));
    stop.abort();
    await Promise.all(readers.map((reader) => reader.ended));
    const stored = await everything(log);
    for (const [writer, stream] of streams.entries()) {
      const ids = stored.filter((event) => event.stream === stream).map((event) => event.eventId);
      expect(ids).toEqual(acknowledged[writer]);
    }
    for (const reader of readers) expect(placed(reader.events)).toEqual(placed(stored));
  });
});

function range(length: number): number[] {
  return Array.from({ length }, (_none, index) => index);
}

function placed(events: readonly RecordedEvent[]): string[] {
  return events.map((event) => `${event.position} ${event.eventId}`);
}

async function everything(log: EventStoreDbLog): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await log.readAll({ after: events.at(-1)?.position ?? null, maxCount: 200 });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

/** Looks again after whatever else is due, until it holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
