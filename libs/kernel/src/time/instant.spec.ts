import { describe, expect, it } from '@jest/globals';
import { parseInstant } from './instant.js';

describe('an instant', () => {
  it('is read with its offset, to the millisecond', () => {
    expect(parseInstant('2026-03-31T18:00Z')).toBe(Date.UTC(2026, 2, 31, 18));
    expect(parseInstant('2026-03-31T18:00:07.5+02:00')).toBe(Date.UTC(2026, 2, 31, 16, 0, 7, 500));
    expect(parseInstant('2028-02-29T00:00:00Z')).toBe(Date.UTC(2028, 1, 29));
  });

  it.each([
    ['a day that does not exist', '2026-02-30T10:00:00Z'],
    ['the leap day of a common year', '2026-02-29T10:00:00Z'],
    ['an hour that does not exist', '2026-02-28T25:00:00Z'],
    ['no offset', '2026-03-31T18:00:00'],
    ['no time', '2026-03-31'],
    ['something before it', 'le 2026-03-31T18:00:00Z'],
    ['something after it', '2026-03-31T18:00:00Z.'],
    ['another way to write it', 'Tue, 31 Mar 2026 18:00:00Z'],
  ])('is not read from %s', (_, text) => {
    expect(parseInstant(text)).toBeNull();
  });
});
