import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LiveConnection } from './live-connection.js';
import { LIVE_LIMITS, LiveHub, type LiveLimits } from './live-hub.js';
import type { LiveChanges, LiveSource } from './live-source.js';

const GAP = LIVE_LIMITS.gapMs;
const at = (n: number) => String(n).padStart(19, '0');

/** A source whose log is a number: each session hears the ids `case-<n>` that lie behind what it heard. */
class FakeSource implements LiveSource {
  head = 0;
  readonly asked: string[] = [];
  readonly ended = new Set<string>();
  down = false;
  most = 10;
  private heard: (professional?: string) => void = () => {};

  watch(heard: (professional?: string) => void): () => void {
    this.heard = heard;
    return () => (this.heard = () => {});
  }

  changes(token: string, since: string | null): Promise<LiveChanges> {
    this.asked.push(token);
    if (this.down) return Promise.reject(new Error('away'));
    const from = since === null ? this.head : Number(since);
    const cases = Array.from({ length: this.head - from }, (_, index) => `case-${from + index + 1}`);
    const more = cases.length > this.most;
    const holds = !this.ended.has(token);
    return Promise.resolve({ holds, upTo: at(this.head), ids: more ? {} : { cases }, more });
  }

  endFor(token: string): void {
    this.ended.add(token);
    this.heard(token);
  }

  advance(by = 1): void {
    this.head += by;
    this.heard();
  }
}

describe('live events', () => {
  let source: FakeSource;
  let hub: LiveHub;

  beforeEach(() => {
    jest.useFakeTimers();
    source = new FakeSource();
    hub = new LiveHub(source);
  });

  afterEach(() => {
    hub.close();
    jest.useRealTimers();
  });

  const connect = (token: string, since: string | null = null, professional = token) =>
    hub.connect({ token, professional, since });

  /** What a reader that keeps up has been sent so far, without comments and retry lines. */
  function follow(connection: LiveConnection) {
    const events: [string, unknown][] = [];
    let text = '';
    let ended = false;
    connection.on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const name = /^event: (.*)$/m.exec(block)?.[1];
        if (name !== undefined) events.push([name, JSON.parse(/^data: (.*)$/m.exec(block)![1]!)]);
      }
    });
    connection.on('end', () => (ended = true));
    return { events, isEnded: () => ended };
  }

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('say where things stand, then each change, once for all that happened meanwhile', async () => {
    source.head = 4;
    const { events } = follow(connect('a'));
    await pass(0);
    expect(events).toEqual([['ready', {}]]);
    source.advance();
    source.advance();
    source.advance();
    await pass(GAP);
    expect(events.slice(1)).toEqual([['changed', { cases: ['case-5', 'case-6', 'case-7'] }]]);
    expect(source.asked).toHaveLength(2);
  });

  it('go on where a browser comes back, and say when there is too much to list', async () => {
    source.head = 6;
    const { events } = follow(connect('a', at(4)));
    await pass(0);
    expect(events).toEqual([['changed', { cases: ['case-5', 'case-6'] }]]);
    source.advance(11);
    await pass(GAP);
    expect(events.at(-1)).toEqual(['reload', {}]);
  });

  it('ask nothing for a reader that is slow, and tell it all once it has caught up', async () => {
    source.most = 100_000;
    const connection = connect('a');
    await pass(0);
    source.advance(3_000);
    await pass(GAP);
    expect(connection.takesMore).toBe(false);
    const asked = source.asked.length;
    for (let n = 0; n < 5; n += 1) {
      source.advance();
      await pass(LIVE_LIMITS.heartbeatMs);
    }
    expect(source.asked).toHaveLength(asked);
    expect(connection.readableLength).toBeLessThan(100_000);
    const { events } = follow(connection);
    await pass(GAP);
    await pass(GAP);
    expect(events.at(-1)).toEqual(['changed', { cases: [1, 2, 3, 4, 5].map((n) => `case-${3_000 + n}`) }]);
  });

  it('end with the session, at the next change or heartbeat', async () => {
    const [first, second] = [follow(connect('a')), follow(connect('b'))];
    await pass(0);
    source.ended.add('a');
    source.advance();
    await pass(GAP);
    expect([first.events.at(-1), first.isEnded()]).toEqual([['signed-out', {}], true]);
    expect([second.events.at(-1), second.isEnded()]).toEqual([['changed', { cases: ['case-1'] }], false]);
    source.ended.add('b');
    await pass(LIVE_LIMITS.heartbeatMs + GAP);
    expect([second.events.at(-1), hub.size]).toEqual([['signed-out', {}], 0]);
  });

  it('end at once where the session is said to be over, and ask nothing of the others', async () => {
    const [first, second] = [follow(connect('a')), follow(connect('b'))];
    await pass(0);
    const asked = source.asked.length;
    source.endFor('a');
    await pass(0);
    expect([first.events.at(-1), first.isEnded()]).toEqual([['signed-out', {}], true]);
    expect([second.isEnded(), source.asked.slice(asked)]).toEqual([false, ['a']]);
  });

  it('go to the newest connection of a session alone', async () => {
    const older = follow(connect('a'));
    const newer = follow(connect('a'));
    await pass(0);
    expect([older.events.at(-1), older.isEnded()]).toEqual([['replaced', {}], true]);
    expect([newer.events, hub.size]).toEqual([[['ready', {}]], 1]);
  });

  it('miss nothing while the database is away', async () => {
    const { events } = follow(connect('a'));
    await pass(0);
    source.down = true;
    source.advance();
    await pass(GAP);
    source.down = false;
    await pass(LIVE_LIMITS.heartbeatMs + GAP);
    expect(events.at(-1)).toEqual(['changed', { cases: ['case-1'] }]);
  });

  it('are for so many, and for so many of one person', async () => {
    const limits: LiveLimits = { ...LIVE_LIMITS, connections: 3, perPerson: 2 };
    hub.close();
    hub = new LiveHub(source, limits);
    const oldest = follow(connect('a1', null, 'a'));
    connect('a2', null, 'a');
    connect('a3', null, 'a');
    await pass(0);
    expect(oldest.isEnded()).toBe(true);
    connect('b');
    expect(() => connect('c')).toThrow(
      expect.objectContaining({ status: 503, code: 'too-many-listeners', retryAfter: 60 }),
    );
    expect(hub.size).toBe(3);
  });

  it('forget a browser that went away, and end with the process', async () => {
    const gone = connect('a');
    gone.destroy();
    await pass(0);
    expect(hub.size).toBe(0);
    const left = connect('b');
    hub.close();
    expect(left.destroyed).toBe(true);
    expect(() => connect('c')).toThrow(expect.objectContaining({ status: 503 }));
  });
});
