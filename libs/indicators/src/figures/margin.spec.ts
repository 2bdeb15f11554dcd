import { describe, expect, it } from '@jest/globals';
import { marginOf } from './margin.js';

describe('what the size of a rate leaves open', () => {
  it('is the interval of Wilson, which stays within 0 and 1', () => {
    const rounded = (numerator: number, denominator: number) => {
      const { low, high } = marginOf({ numerator, denominator }).interval!;
      return [low, high].map((end) => Math.round(end * 1000) / 1000);
    };
    expect(rounded(88, 162)).toEqual([0.466, 0.618]);
    expect(rounded(0, 10)).toEqual([0, 0.278]);
    expect(rounded(10, 10)).toEqual([0.722, 1]);
  });

  it('is much under two hundred exits, and nothing of a count or of no exit', () => {
    expect(marginOf({ numerator: 100, denominator: 199 }).fragile).toBe(true);
    expect(marginOf({ numerator: 100, denominator: 200 }).fragile).toBe(false);
    const nothing = { interval: null, fragile: false };
    expect(marginOf({ numerator: 12, denominator: null })).toEqual(nothing);
    expect(marginOf({ numerator: 0, denominator: 0 })).toEqual(nothing);
  });
});
