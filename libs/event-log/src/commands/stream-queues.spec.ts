import { describe, expect, it } from '@jest/globals';
import { StreamQueues } from './stream-queues.js';

/** Work that ends when told to. */
function gate(): { work: () => Promise<string>; open(): void; fail(): void; started: () => boolean } {
  let settle: { resolve(value: string): void; reject(error: Error): void };
  let started = false;
  const ended = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    work: () => {
      started = true;
      return ended;
    },
    open: () => settle.resolve('done'),
    fail: () => settle.reject(new Error('failed')),
    started: () => started,
  };
}

describe('StreamQueues', () => {
  it('runs work on one stream in turn, whatever became of the one before, and others beside it', async () => {
    const queues = new StreamQueues(10);
    const [first, second, other] = [gate(), gate(), gate()];
    const results = [queues.run('a', first.work), queues.run('a', second.work), queues.run('b', other.work)];
    await Promise.resolve();
    expect([first, second, other].map(({ started }) => started())).toEqual([true, false, true]);
    first.fail();
    await expect(results[0]).rejects.toThrow('failed');
    expect(second.started()).toBe(true);
    second.open();
    other.open();
    expect(await Promise.all(results.slice(1))).toEqual(['done', 'done']);
    expect(queues.size).toBe(0);
  });

  it('refuses more than may wait, and takes more once there is room', async () => {
    const queues = new StreamQueues(2);
    const [first, second] = [gate(), gate()];
    const running = [queues.run('a', first.work), queues.run('a', second.work)];
    await expect(queues.run('a', async () => 1)).rejects.toMatchObject({ kind: 'unavailable', code: 'stream-busy' });
    first.open();
    await running[0];
    const third = queues.run('a', async () => 3);
    second.open();
    expect(await third).toBe(3);
  });
});
