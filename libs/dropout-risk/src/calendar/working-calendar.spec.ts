import { describe, expect, it } from '@jest/globals';
import { civilDateOf as day } from '@jalons/kernel';
import { easterSunday } from './easter.js';
import { loadCalendar } from './load.js';

describe('Easter', () => {
  // Computed by the tables of the Bureau des longitudes.
  it.each([
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('of %i is %s', (year, easter) => {
    expect(easterSunday(year)).toBe(easter);
  });
});

describe('working days in France', () => {
  const calendar = loadCalendar();

  it('the eleven holidays of 2026 are none', () => {
    const holidays = [
      ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
      ...['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
    ];
    expect(holidays.filter((holiday) => calendar.isWorkingDay(day(holiday)))).toEqual([]);
  });

  it('there are 252 of them in 2026', () => {
    let count = 0;
    for (let date = day('2026-01-01'); date < '2027-01-01'; date = calendar.after(date, 1)) {
      if (calendar.isWorkingDay(date)) count += 1;
    }
    expect(count).toBe(252);
  });

  it.each([
    ['2026-12-18', 10, '2027-01-05'],
    ['2026-04-24', 10, '2026-05-12'],
    ['2026-04-03', 1, '2026-04-07'],
    ['2026-05-13', 1, '2026-05-15'],
    // From a day of rest, the first working day counts.
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-24', 0, '2026-11-24'],
  ])('from %s, %i working days hold from %s', (from, n, expected) => {
    expect(calendar.after(day(from), n)).toBe(expected);
  });

  it('Alsace and Moselle rest two days more', () => {
    const local = loadCalendar('fr-alsace-moselle.v1');
    expect(['2026-04-03', '2025-12-26'].map((holiday) => local.isWorkingDay(day(holiday)))).toEqual([false, false]);
    expect(['2026-04-03', '2025-12-26'].map((holiday) => calendar.isWorkingDay(day(holiday)))).toEqual([true, true]);
  });
});
