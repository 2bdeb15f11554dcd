import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, ageOn, civilDateOf, daysBetween, parseCivilDate, quarterOf } from './civil-date.js';

const day = (text: string) => civilDateOf(text);
const anyDay = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays(day('1900-01-01'), n));

describe('civil dates', () => {
  it.each(['2023-02-29', '2023-13-01', '2023-1-1', '23-01-01', '2023-00-10', '2023-04-31', ''])(
    'refuses %s',
    (text) => {
      expect(parseCivilDate(text)).toBeNull();
    },
  );

  it('counts six months from 31 August to the last day of February', () => {
    expect(addMonths(day('2023-08-31'), 6)).toBe('2024-02-29');
    expect(addMonths(day('2022-08-31'), 6)).toBe('2023-02-28');
  });

  it('adds days across clock changes and year ends as civil days', () => {
    expect(addDays(day('2026-03-28'), 2)).toBe('2026-03-30');
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
  });

  it('adding and counting agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -9000, max: 9000 }), (d, n) => daysBetween(d, addDays(d, n)) === n),
    );
  });

  it('are the days of the Gregorian calendar, from the year 0 to 9999', () => {
    const first = new Date(0).setUTCFullYear(0, 0, 1) / 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_652_424 }), (n) => {
        const expected = new Date((first + n) * 86_400_000).toISOString().slice(0, 10);
        expect(addDays(day('0000-01-01'), n)).toBe(expected);
        expect(daysBetween(day('0000-01-01'), day(expected))).toBe(n);
        expect(parseCivilDate(expected)).toBe(expected);
      }),
    );
    expect(addDays(day('9999-12-30'), 1)).toBe('9999-12-31');
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(day('0000-01-01'), -1)).toThrow(RangeError);
    expect(parseCivilDate('9999-12-32')).toBeNull();
  });

  it('names quarters and ages', () => {
    expect(quarterOf(day('2026-11-24'))).toBe('2026-Q4');
    expect(ageOn(day('2010-11-25'), day('2026-11-24'))).toBe(15);
    expect(ageOn(day('2010-11-24'), day('2026-11-24'))).toBe(16);
  });
});
