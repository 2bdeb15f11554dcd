import { expect, it } from '@jest/globals';
import { CallLimit } from './call-limit.js';

it('counts each caller apart, and starts again once the window of the first call is over', () => {
  let now = 1_000;
  const limit = new CallLimit({ max: 2, windowMs: 60_000 }, { now: () => now });
  const take = (caller: string) => () => limit.take(caller);
  take('a')();
  now += 30_000;
  take('a')();
  expect(take('a')).toThrow(expect.objectContaining({ status: 429, retryAfter: 30 }));
  expect(take('b')).not.toThrow();
  now += 29_999;
  expect(take('a')).toThrow(expect.objectContaining({ retryAfter: 1 }));
  now += 1;
  take('a')();
  take('a')();
  expect(take('a')).toThrow(expect.objectContaining({ retryAfter: 60 }));
});
