import { describe, expect, it } from '@jest/globals';
import { asOf } from '@jalons/event-log';
import fc from 'fast-check';
import { KnownStream } from './known-stream.js';

const NOW = 20;

describe('a stream of which more and more becomes known', () => {
  it('tells what as-of tells at every instant, told late, early or in order', () => {
    const anyEntry = fc.record({
      recordedAt: fc.nat({ max: NOW }),
      knownAt: fc.option(fc.nat({ max: NOW }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 8 }), fc.boolean(), (told, ordered) => {
        const entries = (ordered ? told.toSorted((a, b) => a.recordedAt - b.recordedAt) : told).map(
          ({ recordedAt, knownAt }) => (knownAt === undefined ? { recordedAt } : { recordedAt, knownAt }),
        );
        const stream = new KnownStream<{ readonly recordedAt: number; readonly knownAt?: number }>(entries);
        for (let t = -1; t <= NOW; t += 1) {
          const known = asOf(entries, t);
          expect(stream.knownAt(t)).toEqual(known);
          expect(stream.countAt(t)).toBe(known.length);
        }
        expect(stream.changes).toEqual(stream.changes.toSorted((a, b) => a - b));
      }),
    );
  });
});
