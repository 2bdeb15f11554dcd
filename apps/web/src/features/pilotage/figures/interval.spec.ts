import { describe, expect, it } from '@jest/globals';
import { fragility, wilson } from './interval.js';

describe('what the size of a rate leaves open', () => {
  it('is the interval of Wilson, which stays within 0 and 1', () => {
    const rounded = (numerator: number, denominator: number) =>
      wilson(numerator, denominator)?.map((end) => Math.round(end * 1000) / 1000);
    expect(rounded(88, 162)).toEqual([0.466, 0.618]);
    expect(rounded(0, 10)).toEqual([0, 0.278]);
    expect(rounded(10, 10)).toEqual([0.722, 1]);
    expect(wilson(0, 0)).toBeNull();
  });

  it('is shown under two hundred exits', () => {
    expect(fragility(100, 199)).not.toBeNull();
    expect(fragility(100, 200)).toBeNull();
    expect(fragility(12, null)).toBeNull();
  });
});
