import { describe, expect, it } from '@jest/globals';
import { askedOf, presetFor, presetOf, quarterOf, quartersUpTo, windowOf } from './period.js';

const TODAY = '2026-11-23';

describe('the period asked for', () => {
  it('is the last twelve months unless the address says two days', () => {
    expect(askedOf({}, TODAY)).toEqual({ from: '2025-11-24', to: TODAY });
    expect(askedOf({ du: '2026-02-30', au: '2026-03-31' }, TODAY)).toEqual({ from: '2025-11-24', to: TODAY });
    expect(askedOf({ du: '2026-01-01', au: '2026-06-30', connu: '2026-07-15' }, TODAY)).toEqual({
      from: '2026-01-01',
      to: '2026-06-30',
      asOf: '2026-07-15',
    });
    expect([TODAY, '2026-11-24'].map((connu) => askedOf({ connu }, TODAY).asOf)).toEqual([TODAY, undefined]);
  });

  it('is asked of the server as known now, which it would not take for granted, or on a day', () => {
    const days = { from: '2026-01-01', to: TODAY };
    expect(windowOf(days)).toEqual({ ...days, asOf: 'now' });
    expect(windowOf({ ...days, asOf: '2026-07-15' })).toEqual({ ...days, asOf: '2026-07-15' });
    expect(windowOf({ ...days, territory: 'north' })).toEqual({ ...days, asOf: 'now', territory: 'north' });
  });

  it('is recognised as one of the presets, the end of February included', () => {
    expect(presetFor({ from: '2026-01-01', to: TODAY }, TODAY)).toBe('year');
    expect(presetFor({ from: '2026-01-01', to: '2026-06-30' }, TODAY)).toBeUndefined();
    expect(presetOf('twelve-months', '2028-02-29')).toEqual({ from: '2027-03-01', to: '2028-02-29' });
    expect(presetOf('quarter', TODAY)).toEqual({ from: '2026-10-01', to: TODAY });
  });
});

describe('quarters', () => {
  it('end on the last day of their third month', () => {
    expect(quarterOf('2026-02-28')).toEqual({ year: 2026, number: 1, from: '2026-01-01', to: '2026-03-31' });
    expect(quarterOf('2026-12-31')).toEqual({ year: 2026, number: 4, from: '2026-10-01', to: '2026-12-31' });
  });

  it('run up to the period, and never begin after what is known', () => {
    const named = (quarters: ReturnType<typeof quartersUpTo>) =>
      quarters.map(({ year, number }) => `${year}-${number}`);
    const asked = { from: '2026-01-01', to: '2026-11-23' };
    expect(named(quartersUpTo(asked, TODAY, 3))).toEqual(['2026-2', '2026-3', '2026-4']);
    expect(named(quartersUpTo({ ...asked, asOf: '2026-03-31' }, TODAY, 2))).toEqual(['2025-4', '2026-1']);
  });
});
