import { describe, expect, it } from '@jest/globals';
import { derivedId, isUuid, randomId } from './ids.js';

const secret = Buffer.alloc(32, 7);

describe('ids', () => {
  it('derives the same UUIDv8 from the same parts, and another from parts cut elsewhere', () => {
    expect(derivedId(secret, 'a', 'bc')).toBe(derivedId(secret, 'a', 'bc'));
    expect(derivedId(secret, 'a', 'bc')).not.toBe(derivedId(secret, 'ab', 'c'));
    expect(derivedId(secret, 'x')).toMatch(/^.{8}-.{4}-8.{3}-[89ab].{3}-.{12}$/);
    expect(isUuid(derivedId(secret, 'x'))).toBe(true);
  });

  it('depends on the secret', () => {
    expect(derivedId(secret, 'a')).not.toBe(derivedId(Buffer.alloc(32, 8), 'a'));
  });

  it('random ids are UUIDs', () => {
    expect(isUuid(randomId())).toBe(true);
  });
});
