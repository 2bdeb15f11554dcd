import { describe, expect, it } from '@jest/globals';
import { submissionKey } from './submission-key.js';

const counting = () => {
  let n = 0;
  return () => `key-${++n}`;
};

describe('the key of a submission', () => {
  it('stays the same while the same content is sent again', () => {
    const key = submissionKey(counting());
    expect([key.for({ a: 1 }), key.for({ a: 1 })]).toEqual(['key-1', 'key-1']);
  });

  it('changes with the content, and once the server has taken it', () => {
    const key = submissionKey(counting());
    expect([key.for({ a: 1 }), key.for({ a: 2 })]).toEqual(['key-1', 'key-2']);
    key.done();
    expect(key.for({ a: 2 })).toBe('key-3');
  });
});
