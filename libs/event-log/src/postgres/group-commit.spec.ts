import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LogUnavailable, type AppendOutcome, type AppendRequest } from '../port/event-log.js';
import type { SealedEvent } from '../port/envelope.js';
import { GroupCommit, type GroupCommitLimits } from './group-commit.js';

const limits: GroupCommitLimits = { maxWaiting: 100, maxWaitingBytes: 1e6, maxGroupEvents: 50, maxGroupBytes: 1e6 };
const request = (events = 1): AppendRequest => ({
  stream: `parcours-${randomUUID()}`,
  expected: 'none',
  events: Array.from({ length: events }, () => ({}) as SealedEvent),
});

/** A back end that answers group by group, when told to. */
class Backend {
  readonly groups: (readonly AppendRequest[])[] = [];
  private readonly answers: { resolve(outcomes: AppendOutcome[]): void; reject(error: unknown): void }[] = [];

  readonly send = (group: readonly AppendRequest[]): Promise<AppendOutcome[]> => {
    this.groups.push(group);
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  };

  async answer(): Promise<void> {
    const index = this.groups.length - this.answers.length;
    const group = this.groups[index]!;
    this.answers
      .shift()!
      .resolve(
        group.map((each) => ({ status: 'appended', repeated: false, revision: each.events.length - 1, position: '1' })),
      );
    await settled();
  }

  async fail(error: Error): Promise<void> {
    this.answers.shift()!.reject(error);
    await settled();
  }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('GroupCommit', () => {
  it('sends a lone append within the same tick', async () => {
    const backend = new Backend();
    void new GroupCommit(backend.send, limits).append(request(), 1);
    await Promise.resolve();
    expect(backend.groups.map((group) => group.length)).toEqual([1]);
  });

  it('gathers what arrives while a group is being stored', async () => {
    const backend = new Backend();
    const groups = new GroupCommit(backend.send, limits);
    const first = groups.append(request(), 1);
    await settled();
    const rest = Array.from({ length: 7 }, () => groups.append(request(), 1));
    await settled();
    expect(backend.groups).toHaveLength(1);
    await backend.answer();
    expect(backend.groups.map((group) => group.length)).toEqual([1, 7]);
    await backend.answer();
    await expect(Promise.all([first, ...rest])).resolves.toHaveLength(8);
  });

  it('shares appends of many events between two lanes', async () => {
    const backend = new Backend();
    const groups = new GroupCommit(backend.send, limits);
    for (let n = 0; n < 4; n += 1) void groups.append(request(10), 10);
    await settled();
    expect(backend.groups.map((group) => group.length)).toEqual([2, 2]);
  });

  it('keeps a group below its limits of events and of bytes, and lets a large append through alone', async () => {
    for (const tight of [
      { ...limits, maxGroupEvents: 3 },
      { ...limits, maxGroupBytes: 3 },
    ]) {
      const backend = new Backend();
      const groups = new GroupCommit(backend.send, tight);
      const all = [groups.append(request(), 5), ...[1, 1, 1, 1].map((bytes) => groups.append(request(), bytes))];
      for (let n = 0; n < 2; n += 1) {
        await settled();
        await backend.answer();
      }
      if (tight.maxGroupBytes === 3) await backend.answer();
      await Promise.all(all);
      expect(backend.groups.map((group) => group.length)).toEqual(tight.maxGroupBytes === 3 ? [1, 3, 1] : [3, 2]);
    }
  });

  it('turns the append away that finds the queue full, saying when to come back', async () => {
    const backend = new Backend();
    const groups = new GroupCommit(backend.send, { ...limits, maxWaiting: 2 });
    void groups.append(request(), 1);
    await settled();
    const waiting = [groups.append(request(), 1), groups.append(request(), 1)];
    const refused = await groups.append(request(), 1).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LogUnavailable);
    expect((refused as LogUnavailable).retryAfterMs).toBeGreaterThan(0);
    await backend.answer();
    await backend.answer();
    await expect(Promise.all(waiting)).resolves.toHaveLength(2);
  });

  it('turns away bytes beyond the limit', async () => {
    const backend = new Backend();
    const groups = new GroupCommit(backend.send, { ...limits, maxWaitingBytes: 10 });
    void groups.append(request(), 9);
    await settled();
    void groups.append(request(), 6);
    await expect(groups.append(request(), 6)).rejects.toThrow(LogUnavailable);
  });

  it('fails the appends of a lost group, and no others', async () => {
    const backend = new Backend();
    const groups = new GroupCommit(backend.send, limits);
    const lost = groups.append(request(), 1);
    await settled();
    const next = groups.append(request(), 1);
    void backend.fail(new LogUnavailable('lost'));
    await expect(lost).rejects.toThrow('lost');
    await settled();
    await backend.answer();
    await expect(next).resolves.toMatchObject({ status: 'appended' });
  });

  it('answers what it took before it closes, and takes no more', async () => {
    const backend = new Backend();
    const groups = new GroupCommit(backend.send, limits);
    const taken = groups.append(request(), 1);
    const closed = groups.close();
    await expect(groups.append(request(), 1)).rejects.toThrow(LogUnavailable);
    await settled();
    await backend.answer();
    await expect(taken).resolves.toMatchObject({ status: 'appended' });
    await closed;
  });
});
