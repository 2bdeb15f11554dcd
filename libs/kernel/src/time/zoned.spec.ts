import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, civilDateOf } from './civil-date.js';
import { dateAt, endOfDay, isZone, startOfDay, timeAt } from './zoned.js';

const PARIS = 'Europe/Paris';
const zones = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Cayenne',
  'Pacific/Noumea',
  'America/Sao_Paulo',
  'Africa/Cairo',
];

describe('zoned time', () => {
  it('23:30 in Paris is still the same day', () => {
    expect(dateAt(Date.parse('2026-11-24T22:30:00Z'), PARIS)).toBe('2026-11-24');
    expect(timeAt(Date.parse('2026-11-24T22:30:00Z'), PARIS)).toBe('23:30');
  });

  it('days of clock change last 23 and 25 hours', () => {
    const hours = (text: string) =>
      (startOfDay(addDays(civilDateOf(text), 1), PARIS) - startOfDay(civilDateOf(text), PARIS)) / 3_600_000;
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
  });

  it('every instant lies between the start and the end of its own day, in every zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_500_000_000 }), fc.constantFrom(...zones), (seconds, zone) => {
        const date = dateAt(seconds * 1000, zone);
        return startOfDay(date, zone) <= seconds * 1000 && seconds * 1000 <= endOfDay(date, zone);
      }),
    );
  });

  it('a day that skips midnight starts at its first instant', () => {
    // Brazil moved to summer time at 00:00 on 2018-11-04: the day began at 01:00.
    expect(new Date(startOfDay(civilDateOf('2018-11-04'), 'America/Sao_Paulo')).toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    );
  });

  it('knows zones from rubbish', () => {
    expect(isZone(PARIS)).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
  });
});
