import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf, parseCivilDate } from './civil-date.js';
import { checkDayInRange, dayInRange, EARLIEST_DAY, isDayInRange, LATEST_DAY } from './day-bounds.js';

describe('days that may be said', () => {
  it.each([
    ['1899-12-31', false, EARLIEST_DAY],
    ['1900-01-01', true, '1900-01-01'],
    ['2026-03-31', true, '2026-03-31'],
    ['2199-12-31', true, '2199-12-31'],
    ['2200-01-01', false, LATEST_DAY],
    ['9999-12-31', false, LATEST_DAY],
    ['0000-01-01', false, EARLIEST_DAY],
  ])('%s: %s, and counts as %s', (text, inRange, counted) => {
    const day = civilDateOf(text);
    expect(isDayInRange(day)).toBe(inRange);
    expect(dayInRange(day)).toBe(counted);
    const check = () => checkDayInRange('/until', day);
    if (inRange) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'day-out-of-range' }));
  });

  it('are days, with room on both sides to count in', () => {
    for (const bound of [EARLIEST_DAY, LATEST_DAY]) {
      expect(parseCivilDate(bound)).toBe(bound);
      expect(() => [addDays(bound, -600_000), addDays(bound, 600_000)]).not.toThrow();
    }
  });
});
