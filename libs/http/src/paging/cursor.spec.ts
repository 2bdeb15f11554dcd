import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HttpProblem } from '../problem/http-problem.js';
import { CursorCodec } from './cursor.js';
import { pageOf } from './page.js';

const codec = new CursorCodec(Buffer.alloc(32, 1));

describe('cursors', () => {
  it('give back the sort key of their own list, and hide it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ minLength: 6 }), fc.integer(), fc.constant(null))), (key) => {
        const cursor = codec.seal('people', key);
        expect(codec.open('people', cursor)).toEqual(key);
        expect(cursor).toMatch(/^[\w-]+$/);
        for (const value of key) {
          if (typeof value === 'string') expect(Buffer.from(cursor, 'base64url').includes(value)).toBe(false);
        }
      }),
    );
  });

  it('are refused when altered, of another list, of another secret, or invented', () => {
    const cursor = codec.seal('people', ['a', 1]);
    const refused = (list: string, text: string, by = codec) => expect(() => by.open(list, text)).toThrow(HttpProblem);
    fc.assert(
      fc.property(
        fc.nat({ max: Buffer.from(cursor, 'base64url').length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          const bytes = Buffer.from(cursor, 'base64url');
          bytes[at]! ^= flip;
          refused('people', bytes.toString('base64url'));
        },
      ),
    );
    refused('structures', cursor);
    refused('people', cursor, new CursorCodec(Buffer.alloc(32, 2)));
    refused('people', '');
    refused('people', 'x'.repeat(5_000));
  });

  it('walk any list once, whatever the size of the page', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (all, limit) => {
        const sorted = all.toSorted((a, b) => a - b);
        const walked: number[] = [];
        let after: string | undefined;
        do {
          const from = after === undefined ? -1 : Number(codec.open('n', after)[0]);
          const rows = sorted.filter((n) => n > from).slice(0, limit + 1);
          const page = pageOf(rows, limit, 'n', codec, (n) => [n]);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          walked.push(...page.items);
          after = page.nextCursor;
        } while (after !== undefined);
        expect(walked).toEqual(sorted);
      }),
    );
  });
});
