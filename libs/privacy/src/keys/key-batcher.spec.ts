import { describe, expect, it } from '@jest/globals';
import { KeyBatcher } from './key-batcher.js';

/** Answers when told to, and keeps what it was asked. */
function handAnswered(): {
  asked: string[][];
  answer: (ids: readonly string[]) => Promise<Map<string, string>>;
  next(): Promise<void>;
  fail(): void;
} {
  const asked: string[][] = [];
  const open: { resolve(): void; reject(error: Error): void }[] = [];
  return {
    asked,
    answer: (ids) =>
      new Promise((resolve, reject) => {
        asked.push([...ids]);
        open.push({
          resolve: () => resolve(new Map(ids.filter((id) => id !== 'none').map((id) => [id, `${id}!`]))),
          reject,
        });
      }),
    next: async () => {
      await Promise.resolve();
      open.shift()!.resolve();
    },
    fail: () => open.shift()!.reject(new Error('lost')),
  };
}

describe('KeyBatcher', () => {
  it('asks at once for what came in one tick, each id once, and next for what came meanwhile', async () => {
    const back = handAnswered();
    const batcher = new KeyBatcher(back.answer, { maxBatch: 10, maxWaiting: 10 });
    const first = [batcher.ask('a'), batcher.ask('b'), batcher.ask('a'), batcher.ask('none')];
    await Promise.resolve();
    expect(back.asked).toEqual([['a', 'b', 'none']]);
    const second = [batcher.ask('a'), batcher.ask('c')];
    await back.next();
    expect(await Promise.all(first)).toEqual(['a!', 'b!', 'a!', undefined]);
    expect(back.asked[1]).toEqual(['a', 'c']);
    await back.next();
    expect(await Promise.all(second)).toEqual(['a!', 'c!']);
  });

  it('cuts batches and refuses more than may wait', async () => {
    const back = handAnswered();
    const batcher = new KeyBatcher(back.answer, { maxBatch: 2, maxWaiting: 3 });
    const kept = [batcher.ask('a'), batcher.ask('b'), batcher.ask('c')];
    await expect(batcher.ask('d')).rejects.toMatchObject({ kind: 'unavailable', code: 'keys-busy' });
    await back.next();
    await kept[0];
    await back.next();
    await Promise.all(kept);
    expect(back.asked).toEqual([['a', 'b'], ['c']]);
  });

  it('fails the batch that failed, and goes on', async () => {
    const back = handAnswered();
    const batcher = new KeyBatcher(back.answer, { maxBatch: 10, maxWaiting: 10 });
    const lost = batcher.ask('a');
    await Promise.resolve();
    const later = batcher.ask('b');
    back.fail();
    await expect(lost).rejects.toThrow('lost');
    await back.next();
    expect(await later).toBe('b!');
  });
});
