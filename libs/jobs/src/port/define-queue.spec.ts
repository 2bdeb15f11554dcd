import { describe, expect, it } from '@jest/globals';
import { defineQueue } from './define-queue.js';
import { InvalidJobName } from './job-id.js';

describe('the description of a queue', () => {
  it('has limits of its own where it gives none', () => {
    expect(defineQueue({ name: 'alert-mail', capacity: 5 })).toEqual({
      name: 'alert-mail',
      attempts: 10,
      backoffMs: 1_000,
      capacity: 5,
      keepCompleted: 100,
      keepFailed: 5_000,
    });
  });

  it.each(['attempts', 'backoffMs', 'capacity', 'keepCompleted', 'keepFailed'])(
    'refuses %s without a bound',
    (limit) => {
      for (const value of [-1, Number.POSITIVE_INFINITY, 1.5]) {
        expect(() => defineQueue({ name: 'q', [limit]: value })).toThrow(RangeError);
      }
    },
  );

  it.each(['', 'Mail', 'a:b', 'a b'])('refuses the name %j', (name) => {
    expect(() => defineQueue({ name })).toThrow(InvalidJobName);
  });
});
