import { createHmac } from 'node:crypto';
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

  it.each([1, 32, 64, 65, 200])('is HMAC-SHA-256 of the length-prefixed parts, under a secret of %i bytes', (bytes) => {
    const key = Buffer.alloc(bytes, 9);
    const parts = ['é€😀', '', 'x'.repeat(3_000)];
    const mac = createHmac('sha256', key);
    for (const part of parts) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(part));
      mac.update(length).update(part);
    }
    const hex = mac.digest('hex').slice(0, 32);
    const id = derivedId(key, ...parts).replaceAll('-', '');
    // All but the version and the variant.
    expect(id.slice(0, 12) + id.slice(13, 16) + id.slice(17)).toBe(
      hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17),
    );
    expect(derivedId(key, ...parts)).toMatch(/^.{8}-.{4}-8.{3}-[89ab].{3}-.{12}$/);
  });

  it('random ids are UUIDs', () => {
    expect(isUuid(randomId())).toBe(true);
  });
});
