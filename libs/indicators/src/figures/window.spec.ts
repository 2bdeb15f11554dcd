import { describe, expect, it } from '@jest/globals';
import { civilDateOf, isDomainError, type CivilDate } from '@jalons/kernel';
import { isProvisional, settleWindow, type AskedWindow } from './window.js';

const day = civilDateOf;
const NEWEST = Date.parse('2026-03-29T10:00:00Z');
const LATER = Date.parse('2026-06-01T00:00:00Z');
const MARCH = { from: day('2026-03-01'), to: day('2026-03-31') };

function settled(asked: Omit<AskedWindow, 'now'>, newest: number | null, zone = 'Europe/Paris', now = LATER) {
  return settleWindow({ ...asked, now }, zone, newest);
}

function refusal(asked: Omit<AskedWindow, 'now'>, newest: number | null = NEWEST, now = LATER): unknown {
  try {
    return settled(asked, newest, 'Europe/Paris', now);
  } catch (error) {
    return isDomainError(error) ? [error.code, error.problems[0]?.field] : error;
  }
}

describe('a window', () => {
  it('is asked as of the newest event, of an instant, or of the last millisecond of a day in the zone', () => {
    expect(settled(MARCH, NEWEST).asOf).toBe(NEWEST);
    expect(settled({ ...MARCH, asOf: NEWEST - 5 }, null).asOf).toBe(NEWEST - 5);
    const asOf = (zone: string, on: CivilDate) => settled({ ...MARCH, asOf: on }, null, zone).asOf;
    // The day on which clocks go forward has 23 hours.
    expect(asOf('Europe/Paris', day('2026-03-29'))).toBe(Date.parse('2026-03-29T21:59:59.999Z'));
    expect(asOf('Indian/Reunion', day('2026-03-29'))).toBe(Date.parse('2026-03-29T19:59:59.999Z'));
  });

  it('is asked as of now on the day itself, at midnight too, and not of what is to come', () => {
    const asOf = day('2026-03-29');
    const [midnight, noon, end] = ['2026-03-28T23:00:00.000Z', '2026-03-29T10:00:00.000Z', '2026-03-29T21:59:59.999Z'];
    const knownAt = (now: string) =>
      new Date(settled({ ...MARCH, asOf }, null, 'Europe/Paris', Date.parse(now)).asOf).toISOString();
    expect([midnight, noon, end, '2026-03-29T22:00:00.000Z'].map(knownAt)).toEqual([midnight, noon, end, end]);
    const now = Date.parse(midnight) - 1;
    expect(refusal({ ...MARCH, asOf }, null, now)).toEqual(['as-of-in-the-future', '/asOf']);
    expect(refusal({ ...MARCH, asOf: now + 1 }, null, now)).toEqual(['as-of-in-the-future', '/asOf']);
  });

  it('is asked as of now, however long ago the newest event was', () => {
    const [year, newest] = [{ from: day('2026-01-01'), to: day('2026-06-01') }, Date.parse('2025-12-24T10:00:00Z')];
    expect(refusal(year, newest)).toEqual(['window-after-as-of', '/from']);
    expect(refusal({ ...year, asOf: 'now' }, newest)).toMatchObject({ asOf: LATER });
    expect(refusal({ ...year, asOf: 'now' }, LATER + 60_000)).toMatchObject({ asOf: LATER + 60_000 });
  });

  it('is asked as of the newest event, should the clock have been set back since', () => {
    const now = NEWEST - 3_600_000;
    expect(refusal({ ...MARCH, asOf: NEWEST }, NEWEST, now)).toMatchObject({ asOf: NEWEST });
    expect(refusal({ ...MARCH, asOf: NEWEST + 1 }, NEWEST, now)).toEqual(['as-of-in-the-future', '/asOf']);
  });

  it('may end after the as-of, and start on its day, but not after it', () => {
    expect(refusal({ ...MARCH, asOf: day('2026-03-01') })).toMatchObject({ from: MARCH.from });
    expect(refusal({ ...MARCH, asOf: day('2026-02-28') })).toEqual(['window-after-as-of', '/from']);
    expect(refusal({ from: day('2026-03-30'), to: day('2026-04-30') })).toEqual(['window-after-as-of', '/from']);
  });

  it.each([
    [{ from: MARCH.to, to: MARCH.from }, 'window-reversed', '/to'],
    [{ ...MARCH, to: day('9999-12-31') }, 'day-out-of-range', '/to'],
    [{ ...MARCH, from: day('0001-01-01') }, 'day-out-of-range', '/from'],
    [{ ...MARCH, asOf: day('9999-12-31') }, 'day-out-of-range', '/asOf'],
  ])('%j is refused: %s', (asked, code, field) => {
    expect(refusal(asked)).toEqual([code, field]);
  });

  it('has nothing to be asked of while nothing is recorded', () => {
    expect(refusal(MARCH, null)).toEqual(['nothing-recorded', undefined]);
  });

  it('is provisional before its end and the delay, in calendar months', () => {
    const at = (instant: string, months: number) =>
      isProvisional({ ...MARCH, asOf: Date.parse(instant) }, months, 'Europe/Paris');
    expect([at('2026-03-31T21:59:59.998Z', 0), at('2026-03-31T21:59:59.999Z', 0)]).toEqual([true, false]);
    expect([at('2026-09-30T21:59:59.998Z', 6), at('2026-09-30T21:59:59.999Z', 6)]).toEqual([true, false]);
  });
});
