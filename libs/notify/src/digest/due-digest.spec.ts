import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf } from '@jalons/kernel';
import { morningAt, periodOf } from './due-digest.js';

const at = (instant: string, zone = 'Europe/Paris') => morningAt(Date.parse(instant), zone);

describe('a morning', () => {
  it.each([
    // Winter, then summer, then the very days on which clocks change.
    ['2026-02-02T06:59:59.999Z', 'early'],
    ['2026-02-02T07:00:00Z', 'may-wait'],
    ['2026-07-01T05:59:59.999Z', 'early'],
    ['2026-07-01T06:00:00Z', 'may-wait'],
    ['2026-03-29T05:59:59.999Z', 'early'],
    ['2026-03-29T06:00:00Z', 'may-wait'],
    ['2026-10-25T06:59:59.999Z', 'early'],
    ['2026-10-25T07:00:00Z', 'may-wait'],
    ['2026-02-02T10:59:59.999Z', 'may-wait'],
    ['2026-02-02T11:00:00Z', 'late'],
    ['2026-02-02T22:59:00Z', 'late'],
    ['2026-02-02T23:00:00Z', 'early'],
  ])('at %s is %s in Paris', (instant, expected) => {
    expect(at(instant)).toBe(expected);
  });

  it('comes by the clock of each zone', () => {
    expect(at('2026-02-02T04:00:00Z', 'Indian/Reunion')).toBe('may-wait');
    expect(at('2026-02-02T04:00:00Z', 'America/Cayenne')).toBe('early');
  });
});

describe('the period of a digest', () => {
  it('is the day, or the Monday of its week', () => {
    for (let day = civilDateOf('2020-12-28'), n = 0; n < 800; n += 1, day = addDays(day, 1)) {
      expect(periodOf('daily', day)).toBe(day);
      expect(periodOf('weekly', day)).toBe(addDays(civilDateOf('2020-12-28'), n - (n % 7)));
    }
  });
});
