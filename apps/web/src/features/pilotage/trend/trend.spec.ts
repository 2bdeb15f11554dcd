import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Figure } from '../../../api/contract.js';
import { quartersUpTo } from '../period/period.js';
import { trendOf, type TrendPoint } from './trend.js';

const figure = (value: number | null, more: Partial<Figure> = {}): Figure => ({
  ...{ id: 'x', version: 1, value, numerator: Math.round((value ?? 0) * 20), denominator: value === null ? 0 : 20 },
  ...{
    neutralised: 0,
    unknown: 0,
    undetermined: 0,
    strictlyPositive: null,
    interval: value === null ? null : { low: value / 2, high: (1 + value) / 2 },
    fragile: true,
    erased: 0,
    cutsQuarter: false,
    provisional: false,
    asOf: '2026-11-23',
    position: null,
  },
  ...more,
});
const points = (...values: (number | null | undefined)[]): TrendPoint[] =>
  quartersUpTo({ from: '2026-01-01', to: '2026-11-23' }, '2026-11-23', values.length).map((quarter, index) => ({
    quarter,
    figure: values[index] === undefined ? undefined : figure(values[index] ?? null),
  }));

describe('a trend', () => {
  it('breaks where a quarter has no value, and draws no zero for it', () => {
    const drawn = trendOf(points(0.4, null, 0.5, 0.6), 'rate', 600);
    expect(drawn.dots.map(({ value }) => value)).toEqual([0.4, 0.5, 0.6]);
    expect(drawn.settled.match(/M/g)).toHaveLength(2);
    expect(drawn.band.map((part) => part !== undefined)).toEqual([true, false, true, true]);
  });

  it('is dashed into a quarter that may still move', () => {
    const moving = points(0.4, 0.5, 0.6);
    const last = moving[2]!;
    const drawn = trendOf(
      [...moving.slice(0, 2), { ...last, figure: figure(0.6, { provisional: true }) }],
      'rate',
      600,
    );
    expect(drawn.settled.match(/[ML]/g)).toEqual(['M', 'L']);
    expect(drawn.open.match(/[ML]/g)).toEqual(['M', 'L']);
    expect(drawn.dots.at(-1)?.provisional).toBe(true);
  });

  it('counts whole people on its rules, and stands with nothing at all', () => {
    const three = trendOf(
      [{ ...points(1)[0]!, figure: figure(3, { denominator: null, interval: null }) }],
      'count',
      600,
    );
    expect(three.rules.every(({ value }) => Number.isInteger(value))).toBe(true);
    expect(three.band).toEqual([undefined]);
    expect(trendOf(points(undefined, undefined), 'rate', 300).settled).toBe('');
  });

  it('never lets the words of two quarters touch, nor a point leave the drawing', () => {
    const shares = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 240, max: 1400 }), (values, width) => {
        const drawn = trendOf(points(...values), 'rate', width);
        const named = drawn.quarters.filter((each) => each.named);
        for (const [index, { x }] of named.entries()) {
          if (index > 0) expect(x - named[index - 1]!.x).toBeGreaterThanOrEqual(52);
        }
        for (const { y } of drawn.dots) expect(y >= 0 && y <= drawn.height).toBe(true);
      }),
    );
  });
});
