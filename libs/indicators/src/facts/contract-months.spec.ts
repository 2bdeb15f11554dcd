import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf } from '@jalons/kernel';
import { lastsMonths } from '@jalons/parcours';
import fc from 'fast-check';
import { contractMonths } from './contract-months.js';

describe('contractMonths', () => {
  it.each([
    ['2024-01-15', '2024-07-14', 6],
    ['2024-01-15', '2024-07-13', 5],
    ['2023-08-31', '2024-02-28', 6],
    ['2023-08-31', '2024-02-27', 5],
    ['2024-01-01', '2024-01-01', 0],
    ['2024-01-01', '2024-12-31', 12],
    // Days that were recorded before there were bounds count as the last one there is, or the first.
    ['2024-01-01', '9999-12-31', 2_112],
    ['2024-01-01', '5999-06-30', 2_112],
    ['0000-01-01', '9999-12-31', 3_600],
    ['9998-01-01', '9999-12-31', 0],
  ])('%s to %s: %i', (startsOn, endsOn, months) => {
    expect(contractMonths(civilDateOf(startsOn), civilDateOf(endsOn))).toBe(months);
  });

  it('is the most months that the contract lasts', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3_000 }), fc.nat({ max: 900 }), (start, length) => {
        const startsOn = addDays(civilDateOf('2018-01-01'), start);
        const endsOn = addDays(startsOn, length);
        const months = contractMonths(startsOn, endsOn);
        expect([months, months + 1].map((n) => lastsMonths(startsOn, endsOn, n))).toEqual([true, false]);
      }),
    );
  });
});
