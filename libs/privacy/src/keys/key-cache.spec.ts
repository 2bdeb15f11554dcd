import { describe, expect, it } from '@jest/globals';
import { KeyCache } from './key-cache.js';

const key = Buffer.alloc(32, 7);

function cacheAt(start: number, capacity = 10): { cache: KeyCache; pass(ms: number): void } {
  let time = start;
  return {
    cache: new KeyCache(capacity, 1_000, () => time),
    pass: (ms) => {
      time += ms;
    },
  };
}

describe('KeyCache', () => {
  it('trusts a key for its time and no longer', () => {
    const { cache, pass } = cacheAt(50);
    cache.keep('a', key, cache.ticket());
    pass(999);
    expect(cache.get('a')).toBe(key);
    pass(1);
    expect(cache.get('a')).toBeUndefined();
  });

  it('does not let an answer that was on its way bring a destroyed key back', () => {
    const { cache } = cacheAt(0);
    const ticket = cache.ticket();
    cache.markDestroyed('a');
    cache.keep('a', key, ticket);
    expect(cache.get('a')).toBe('destroyed');
  });

  it('does not keep an answer to a question asked before everything was forgotten', () => {
    const { cache } = cacheAt(0);
    const ticket = cache.ticket();
    cache.clear();
    cache.keep('a', key, ticket);
    expect(cache.get('a')).toBeUndefined();
    cache.keep('a', key, cache.ticket());
    expect(cache.get('a')).toBe(key);
  });

  it('holds no more than its capacity', () => {
    const { cache } = cacheAt(0, 2);
    for (const id of ['a', 'b', 'c']) cache.keep(id, key, cache.ticket());
    expect(['a', 'b', 'c'].map((id) => cache.get(id) === key)).toEqual([false, true, true]);
  });
});
