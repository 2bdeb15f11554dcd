import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  InvalidAppend,
  MAX_APPEND_BYTES,
  MAX_APPEND_EVENTS,
  type AppendOutcome,
  type EventLog,
  type Position,
  type RecordedEvent,
  type StreamName,
} from '@jalons/event-log';
import { collect, sealed, sealedMany, streamName } from './event-log.fixtures.js';

export interface OpenedLog {
  readonly log: EventLog;
  /** Closes the log and whatever was started for it. */
  close(): Promise<void>;
  readonly faults?: {
    /** Cuts every connection of the log to its back end, which goes on; new ones are accepted. */
    cutConnections(): Promise<void>;
  };
}

/**
 * What the port promises, for every adapter. Streams and ids are fresh in each test, and nothing is assumed of the rest
 * of the log, so that the suite can share a server that is in use.
 */
export function eventLogContract(name: string, open: () => Promise<OpenedLog>): void {
  describe(`the event log on ${name}`, () => {
    let opened: OpenedLog;
    let log: EventLog;

    beforeAll(async () => {
      opened = await open();
      log = opened.log;
    });
    afterAll(() => opened?.close());

    /** The end of the log, so that a test reads only what it appends (and what others append meanwhile). */
    const end = async (): Promise<Position | null> => (await log.head())?.position ?? null;
    const appended = (outcome: AppendOutcome): AppendOutcome & { status: 'appended' } => {
      if (outcome.status !== 'appended') throw new Error(`expected an append, got a conflict with ${outcome.actual}`);
      return outcome;
    };

    describe('appending', () => {
      it('stores the events of a new stream from revision 0', async () => {
        const stream = streamName();
        const outcome = await log.append({ stream, expected: 'none', events: sealedMany(3) });
        expect(outcome).toMatchObject({ status: 'appended', repeated: false, revision: 2 });
        const events = await log.readStream(stream);
        expect(events.map((event) => event.revision)).toEqual([0, 1, 2]);
        expect(events.at(-1)!.position).toBe(appended(outcome).position);
      });

      it('goes on from the expected revision', async () => {
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(2) });
        const outcome = await log.append({ stream, expected: 1, events: sealedMany(2) });
        expect(outcome).toMatchObject({ status: 'appended', repeated: false, revision: 3 });
      });

      it('gives back exactly what it was given, and when it took it', async () => {
        const stream = streamName();
        const before = Date.now();
        const events = [
          sealed({ ciphertext: Buffer.alloc(0) }),
          sealed({ ciphertext: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), schemaVersion: 7 }),
        ];
        await log.append({ stream, expected: 'none', events });
        const read = await log.readStream(stream);
        expect(read.map(({ recordedAt: _at, position: _position, revision: _revision, ...rest }) => rest)).toEqual(
          events.map((event) => ({ ...event, stream })),
        );
        for (const { recordedAt } of read) {
          expect(Number.isInteger(recordedAt)).toBe(true);
          expect(Math.abs(recordedAt - before)).toBeLessThan(60_000);
        }
      });

      it('answers a conflict as a value when the stream exists already', async () => {
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(2) });
        const outcome = await log.append({ stream, expected: 'none', events: sealedMany(1) });
        expect(outcome).toEqual({ status: 'conflict', actual: 1 });
      });

      it('answers a conflict when the stream has moved on', async () => {
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(3) });
        const outcome = await log.append({ stream, expected: 0, events: sealedMany(1) });
        expect(outcome).toEqual({ status: 'conflict', actual: 2 });
      });

      it('answers a conflict when the stream has not come so far', async () => {
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(1) });
        const outcome = await log.append({ stream, expected: 5, events: sealedMany(1) });
        expect(outcome).toEqual({ status: 'conflict', actual: 0 });
      });

      it('answers a conflict when a stream that should exist does not', async () => {
        const outcome = await log.append({ stream: streamName(), expected: 0, events: sealedMany(1) });
        expect(outcome).toEqual({ status: 'conflict', actual: 'none' });
      });

      it('stores nothing of an append in conflict', async () => {
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(1) });
        await log.append({ stream, expected: 'none', events: sealedMany(3) });
        expect(await log.readStream(stream)).toHaveLength(1);
      });

      it('lets exactly one of several racing appends win', async () => {
        const stream = streamName();
        const outcomes = await Promise.all(
          Array.from({ length: 8 }, () => log.append({ stream, expected: 'none', events: sealedMany(2) })),
        );
        expect(outcomes.filter((outcome) => outcome.status === 'appended')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome.status === 'conflict')).toEqual(
          Array.from({ length: 7 }, () => ({ status: 'conflict', actual: 1 })),
        );
        expect(await log.readStream(stream)).toHaveLength(2);
      });

      it('keeps good appends made beside bad ones', async () => {
        const taken = streamName();
        await log.append({ stream: taken, expected: 'none', events: sealedMany(1) });
        const good = Array.from({ length: 12 }, streamName);
        const outcomes = await Promise.all(
          good.flatMap((stream) => [
            log.append({ stream, expected: 'none', events: sealedMany(2) }),
            log.append({ stream: taken, expected: 'none', events: sealedMany(1) }),
          ]),
        );
        expect(outcomes.filter((_, index) => index % 2 === 0).every(({ status }) => status === 'appended')).toBe(true);
        expect(outcomes.filter((_, index) => index % 2 === 1).every(({ status }) => status === 'conflict')).toBe(true);
        for (const stream of good) expect(await log.readStream(stream)).toHaveLength(2);
      });

      it('takes an append of the largest size', async () => {
        const stream = streamName();
        const events = Array.from({ length: 4 }, () =>
          sealed({ ciphertext: Buffer.alloc(MAX_APPEND_BYTES / 4 - 1024, 7) }),
        );
        expect(await log.append({ stream, expected: 'none', events })).toMatchObject({ status: 'appended' });
        expect((await log.readStream(stream)).map((event) => event.ciphertext.length)).toEqual(
          events.map((event) => event.ciphertext.length),
        );
      });

      it('takes an append of the most events', async () => {
        const stream = streamName();
        const outcome = await log.append({ stream, expected: 'none', events: sealedMany(MAX_APPEND_EVENTS) });
        expect(outcome).toMatchObject({ status: 'appended', revision: MAX_APPEND_EVENTS - 1 });
      });
    });

    describe('retrying', () => {
      it('answers the same ids after the same revision with the original revision and position', async () => {
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(1) });
        const request = { stream, expected: 0, events: sealedMany(3) };
        const first = appended(await log.append(request));
        await log.append({ stream, expected: 3, events: sealedMany(2) });
        const again = await log.append(request);
        expect(again).toEqual({ ...first, repeated: true });
        expect(await log.readStream(stream)).toHaveLength(6);
      });

      it('answers the retry of the append that opened the stream', async () => {
        const request = { stream: streamName(), expected: 'none' as const, events: sealedMany(2) };
        const first = appended(await log.append(request));
        expect(await log.append(request)).toEqual({ ...first, repeated: true });
      });

      it('answers concurrent copies of one append, stored once', async () => {
        const request = { stream: streamName(), expected: 'none' as const, events: sealedMany(2) };
        const outcomes = await Promise.all(Array.from({ length: 6 }, () => log.append(request)));
        expect(new Set(outcomes.map((outcome) => `${outcome.status} ${appended(outcome).position}`)).size).toBe(1);
        expect(await log.readStream(request.stream)).toHaveLength(2);
      });

      it('answers a subset of a stored batch with the revision of the subset', async () => {
        const stream = streamName();
        const events = sealedMany(3);
        await log.append({ stream, expected: 'none', events });
        const outcome = await log.append({ stream, expected: 'none', events: events.slice(0, 2) });
        expect(outcome).toMatchObject({ status: 'appended', repeated: true, revision: 1 });
        expect(appended(outcome).position).toBe((await log.readStream(stream))[1]!.position);
      });

      it('refuses an old and a new event in one stale batch', async () => {
        const stream = streamName();
        const events = sealedMany(1);
        await log.append({ stream, expected: 'none', events });
        const outcome = await log.append({ stream, expected: 'none', events: [...events, sealed()] });
        expect(outcome).toEqual({ status: 'conflict', actual: 0 });
      });

      it('refuses a stale batch whose first event differs', async () => {
        const stream = streamName();
        const events = sealedMany(2);
        await log.append({ stream, expected: 'none', events });
        const outcome = await log.append({ stream, expected: 'none', events: [sealed(), events[1]!] });
        expect(outcome).toEqual({ status: 'conflict', actual: 1 });
      });

      it('refuses a stale batch whose later event differs', async () => {
        const stream = streamName();
        const events = sealedMany(2);
        await log.append({ stream, expected: 'none', events });
        const outcome = await log.append({ stream, expected: 'none', events: [events[0]!, sealed()] });
        expect(outcome).toEqual({ status: 'conflict', actual: 1 });
      });
    });

    describe('refusing', () => {
      it('an empty batch', async () => {
        const stream = streamName();
        await expect(log.append({ stream, expected: 'none', events: [] })).rejects.toThrow(InvalidAppend);
        expect(await log.readStream(stream)).toEqual([]);
      });

      it('a batch that is too large', async () => {
        const stream = streamName();
        const events = [sealed({ ciphertext: Buffer.alloc(MAX_APPEND_BYTES) })];
        await expect(log.append({ stream, expected: 'none', events })).rejects.toThrow(InvalidAppend);
        expect(await log.readStream(stream)).toEqual([]);
      });

      it('a batch of too many events', async () => {
        const events = sealedMany(MAX_APPEND_EVENTS + 1);
        await expect(log.append({ stream: streamName(), expected: 'none', events })).rejects.toThrow(InvalidAppend);
      });

      it('a negative revision, without harm to appends made beside it', async () => {
        const stream = streamName();
        const beside = log.append({ stream, expected: 'none', events: sealedMany(1) });
        await expect(log.append({ stream: streamName(), expected: -1, events: sealedMany(1) })).rejects.toThrow(
          InvalidAppend,
        );
        expect(await beside).toMatchObject({ status: 'appended' });
      });

      it('a stream name of another shape', async () => {
        const stream = 'parcours' as StreamName;
        await expect(log.append({ stream, expected: 'none', events: sealedMany(1) })).rejects.toThrow(InvalidAppend);
      });

      it('an id repeated inside the batch', async () => {
        const event = sealed();
        await expect(log.append({ stream: streamName(), expected: 'none', events: [event, event] })).rejects.toThrow(
          InvalidAppend,
        );
      });
    });

    describe('reading a stream', () => {
      it('finds nothing in a stream that does not exist', async () => {
        expect(await log.readStream(streamName())).toEqual([]);
      });

      it('reads pages from a revision, inclusive', async () => {
        const stream = streamName();
        const events = sealedMany(10);
        await log.append({ stream, expected: 'none', events });
        const ids = async (from?: number, maxCount?: number): Promise<string[]> =>
          (
            await log.readStream(stream, {
              ...(from === undefined ? {} : { from }),
              ...(maxCount === undefined ? {} : { maxCount }),
            })
          ).map((event) => event.eventId);
        const all = events.map((event) => event.eventId);
        expect(await ids()).toEqual(all);
        expect(await ids(4)).toEqual(all.slice(4));
        expect(await ids(4, 3)).toEqual(all.slice(4, 7));
        expect(await ids(undefined, 1)).toEqual(all.slice(0, 1));
        expect(await ids(9, 5)).toEqual(all.slice(9));
        expect(await ids(10)).toEqual([]);
      });
    });

    describe('reading the whole log', () => {
      it('gives every event after a position, once and in order, whatever the size of the page', async () => {
        const start = await end();
        const streams = Array.from({ length: 5 }, streamName);
        for (const stream of streams) await log.append({ stream, expected: 'none', events: sealedMany(4) });
        for (const maxCount of [1, 3, 7, 500]) {
          const mine = (await pages(log, start, maxCount)).filter((event) => streams.includes(event.stream));
          expect(mine.map((event) => event.stream)).toEqual(streams.flatMap((stream) => Array(4).fill(stream)));
          expect(mine.map((event) => event.revision)).toEqual(streams.flatMap(() => [0, 1, 2, 3]));
        }
      });

      it('orders positions as strings, across pages', async () => {
        const start = await end();
        await Promise.all(
          Array.from({ length: 20 }, () =>
            log.append({ stream: streamName(), expected: 'none', events: sealedMany(3) }),
          ),
        );
        const positions = (await pages(log, start, 7)).map((event) => event.position);
        expect(positions.length).toBeGreaterThanOrEqual(60);
        expect(positions.every((position, index) => index === 0 || positions[index - 1]! < position)).toBe(true);
        expect(start === null || start < positions[0]!).toBe(true);
      });

      it('gives the same events as the streams do', async () => {
        const start = await end();
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(3) });
        const mine = (await pages(log, start, 100)).filter((event) => event.stream === stream);
        expect(mine).toEqual(await log.readStream(stream));
      });

      it('starts at the beginning of the log without a position', async () => {
        await log.append({ stream: streamName(), expected: 'none', events: sealedMany(2) });
        const [first, second] = await log.readAll({ after: null, maxCount: 2 });
        expect(first!.position < second!.position).toBe(true);
        expect((await log.readAll({ after: first!.position, maxCount: 1 }))[0]).toEqual(second);
      });
    });

    describe('the head', () => {
      it('is the last event of the log, at least as far as the last append', async () => {
        const stream = streamName();
        const outcome = appended(await log.append({ stream, expected: 'none', events: sealedMany(2) }));
        const head = (await log.head())!;
        expect(head.position >= outcome.position).toBe(true);
        const [event] = (await log.readStream(stream)).slice(-1);
        if (head.position === outcome.position) expect(head.recordedAt).toBe(event!.recordedAt);
      });
    });

    describe('subscribing', () => {
      it('catches up, then goes on live, once and in order', async () => {
        const start = await end();
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(5) });
        const stop = new AbortController();
        const subscribed = collect(
          log.subscribe({ after: start, batchSize: 2, signal: stop.signal }),
          (event) => event.stream === stream,
        );
        await subscribed.until(5);
        for (let expected = 4; expected < 9; expected += 1) {
          await log.append({ stream, expected, events: sealedMany(1) });
        }
        await subscribed.until(10);
        stop.abort();
        await subscribed.ended;
        expect(subscribed.events.map((event) => event.revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        expect(subscribed.largestBatch).toBeLessThanOrEqual(2);
      });

      it('delivers what concurrent writers append, once and in order, to every subscriber', async () => {
        const start = await end();
        const streams = Array.from({ length: 8 }, streamName);
        const mine = (event: RecordedEvent): boolean => streams.includes(event.stream);
        const stop = new AbortController();
        const subscribers = [1, 50].map((batchSize) =>
          collect(log.subscribe({ after: start, batchSize, signal: stop.signal }), mine),
        );
        await Promise.all(
          streams.map(async (stream) => {
            await log.append({ stream, expected: 'none', events: sealedMany(1) });
            for (let expected = 0; expected < 9; expected += 1) {
              await log.append({ stream, expected, events: sealedMany(1) });
            }
          }),
        );
        await Promise.all(subscribers.map((each) => each.until(80)));
        stop.abort();
        await Promise.all(subscribers.map((each) => each.ended));
        const expected = (await pages(log, start, 500)).filter(mine).map((event) => event.position);
        for (const each of subscribers) expect(each.events.map((event) => event.position)).toEqual(expected);
      });

      it('resumes after the position of a checkpoint, exclusive', async () => {
        const start = await end();
        const stream = streamName();
        await log.append({ stream, expected: 'none', events: sealedMany(6) });
        const third = (await log.readStream(stream))[2]!.position;
        const stop = new AbortController();
        const subscribed = collect(
          log.subscribe({ after: third, batchSize: 100, signal: stop.signal }),
          (event) => event.stream === stream,
        );
        await subscribed.until(3);
        stop.abort();
        await subscribed.ended;
        expect(subscribed.events.map((event) => event.revision)).toEqual([3, 4, 5]);
        expect(start === null || start < third).toBe(true);
      });

      it('ends when its signal aborts, also while it waits', async () => {
        const stop = new AbortController();
        const subscribed = collect(
          log.subscribe({ after: await end(), batchSize: 10, signal: stop.signal }),
          () => true,
        );
        stop.abort();
        await expect(subscribed.ended).resolves.toBeUndefined();
      });

      it('ends at once where its signal had aborted before', async () => {
        const subscribed = collect(
          log.subscribe({ after: null, batchSize: 10, signal: AbortSignal.abort() }),
          () => true,
        );
        await subscribed.ended;
        expect(subscribed.events).toEqual([]);
      });

      it('survives the loss of its connections, and nothing is lost or doubled', async () => {
        if (opened.faults === undefined) return;
        const start = await end();
        const stream = streamName();
        const stop = new AbortController();
        const subscribed = collect(
          log.subscribe({ after: start, batchSize: 10, signal: stop.signal }),
          (event) => event.stream === stream,
        );
        await log.append({ stream, expected: 'none', events: sealedMany(3) });
        await subscribed.until(3);
        await opened.faults.cutConnections();
        await untilStored(log, { stream, expected: 2, events: sealedMany(3) });
        await subscribed.until(6);
        stop.abort();
        await subscribed.ended;
        expect(subscribed.events.map((event) => event.revision)).toEqual([0, 1, 2, 3, 4, 5]);
      });
    });
  });
}

/** Everything after a position, page by page. */
async function pages(log: EventLog, start: Position | null, maxCount: number): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let after = start; ; after = events.at(-1)!.position) {
    const page = await log.readAll({ after, maxCount });
    expect(page.length).toBeLessThanOrEqual(maxCount);
    events.push(...page);
    if (page.length === 0) return events;
  }
}

/** Retries one append, same ids and same revision, until the log has answered. */
async function untilStored(log: EventLog, request: Parameters<EventLog['append']>[0]): Promise<void> {
  for (;;) {
    try {
      const outcome = await log.append(request);
      if (outcome.status === 'conflict') throw new TypeError('a retry met a conflict');
      return;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'LogUnavailable') throw error;
    }
  }
}
