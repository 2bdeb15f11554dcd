import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { RawClient, type RawEvent } from './raw-client.js';
import { WireServer } from './server.js';

const events = (count: number): RawEvent[] => Array.from({ length: count }, () => ({ id: randomUUID() }));

// What of the facts needs the server's own moment to be seen: it is forced here, and happens by chance on a real one.
describe('the wire-level test server', () => {
  let server: WireServer;
  let raw: RawClient;
  const connect = (): RawClient => new RawClient(`127.0.0.1:${server.port}`);

  beforeEach(async () => {
    server = await WireServer.start({ commitTimeoutMs: 20 });
    raw = connect();
  });
  afterEach(() => {
    raw.close();
    server.kill();
  });

  it('drops a copy of an append that is not indexed yet, and answers it as a timeout', async () => {
    const stream = `fact-${randomUUID()}`;
    const two = events(2);
    server.writer.holdAnswers();
    const first = raw.append(stream, 'none', two);
    const copy = await raw.append(stream, 'none', two);
    expect(copy.refused).toEqual({ code: 10, details: 'Operation timed out: Commit phase timeout.' });
    server.writer.releaseAnswers();
    expect(await raw.append(stream, 'none', two)).toEqual(await first);
  });

  it('reads nothing that is not indexed yet', async () => {
    const stream = `fact-${randomUUID()}`;
    server.writer.holdAnswers();
    const append = raw.append(stream, 'none', events(1));
    expect((await raw.read({ stream, from: 'start' })).answers[0]?.event).toBeUndefined();
    server.writer.releaseAnswers();
    await append;
    expect((await raw.read({ stream, from: 'start' })).answers).toHaveLength(1);
  });

  it('keeps after a restart what it wrote, and forgets the ids it took under `any`', async () => {
    const stream = `fact-${randomUUID()}`;
    const two = events(2);
    const first = await raw.append(stream, 'any', two);
    raw.close();
    server = await server.restarted();
    raw = connect();
    expect(await raw.append(stream, 'none', two)).toEqual(first);
    expect((await raw.append(stream, 'any', two)).answers[0]?.success?.currentRevision).toBe('3');
  });

  it('takes no work before it is ready', async () => {
    server.ready = false;
    const refused = { code: 14, details: 'Server Is Not Ready' };
    expect((await raw.append('fact-1', 'none', events(1))).refused).toEqual(refused);
    expect((await raw.read({ from: 'start' })).refused).toEqual(refused);
  });

  it('has a subscriber that falls behind catch up again, and tells it so', async () => {
    const stream = `fact-${randomUUID()}`;
    await raw.append(stream, 'none', events(1));
    let burst = false;
    const caughtUp = (answers: readonly { caughtUp?: unknown }[]): number =>
      answers.filter((answer) => answer.caughtUp !== undefined).length;
    const { answers } = await raw.subscribe({ from: 'start', filter: '^FactRecorded$' }, (soFar) => {
      if (!burst && caughtUp(soFar) === 1) {
        burst = true;
        void raw.append(stream, 0, events(100));
      }
      return caughtUp(soFar) === 2;
    });
    const revisions = answers.flatMap(({ event }) => event?.event?.streamRevision ?? []);
    expect(revisions).toEqual(Array.from({ length: 101 }, (_none, revision) => String(revision)));
  });

  it.each([
    ['BatchAppend, which the client takes where the server offers it', {}],
    ['Append, which it takes with credentials of the call', { credentials: { username: 'any', password: 'any' } }],
  ])('serves the client itself over %s', async (_path, options) => {
    const client = EventStoreDBClient.connectionString(server.url);
    const stream = `fact-${randomUUID()}`;
    const event = jsonEvent({ type: 'FactRecorded', data: { fact: 1 }, metadata: { keyId: 'k' } });
    const expected = { expectedRevision: NO_STREAM, ...options } as const;
    const first = await client.appendToStream(stream, event, expected);
    expect(await client.appendToStream(stream, event, expected)).toEqual(first);
    const other = jsonEvent({ type: 'FactRecorded', data: { fact: 2 } });
    await expect(client.appendToStream(stream, other, expected)).rejects.toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: 'no_stream',
      actualVersion: 0n,
    });
    for await (const { event: read } of client.readStream(stream)) {
      expect(read).toMatchObject({
        id: event.id,
        data: { fact: 1 },
        metadata: { keyId: 'k' },
        position: first.position,
      });
    }
    await client.dispose();
  });
});
