import { describe, expect, it } from '@jest/globals';
import type { BackTestSummary } from '../../../api/index.js';
import { curveOf } from './curve.js';
import { perOperator, whyMissing, type Threshold } from './summary.js';

describe('a curve over scores', () => {
  it('breaks where a value cannot be had, and draws no zero for it', () => {
    const drawn = curveOf([[1, 2, 3, 4].map((x) => ({ x, y: x === 2 ? null : x / 10 }))], 600, 1);
    expect(drawn.series[0]!.path.match(/M/g)).toHaveLength(2);
    expect(drawn.series[0]!.dots.map(({ at }) => at)).toEqual([1, 3, 4]);
    expect(drawn.marks.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
  });

  it('keeps shares between 0 and 1, and counts as high as they go', () => {
    const shares = curveOf([[{ x: 1, y: 0.2 }]], 600, 1);
    expect(shares.rules.at(-1)?.value).toBe(1);
    const counts = curveOf([[{ x: 1, y: 7 }]], 600);
    expect(counts.rules.at(-1)?.value).toBeGreaterThanOrEqual(7);
  });

  it('stands with nothing at all', () => {
    expect(curveOf([[]], 320).series[0]).toEqual({ path: '', dots: [] });
  });
});

const threshold = (alertsPerWeek: number | null): Threshold => ({
  ...{ atRiskFrom: 4, flagged: 1, precision: null, recall: null, alertsPerWeek },
});

describe('the workload at a threshold', () => {
  const summary = { alertsPerWeek: 10, alertsPerOperatorWeek: 0.5 } as BackTestSummary;

  it('is shared among the operators there were', () => {
    expect(perOperator(summary, threshold(20))).toBe(1);
    expect(perOperator(summary, threshold(null))).toBeNull();
    expect(perOperator({ ...summary, alertsPerOperatorWeek: null }, threshold(20))).toBeNull();
  });

  it('and what cannot be had says why', () => {
    expect(whyMissing({ why: { auc: 'the cohort is empty' } }, 'auc')).toMatch(/aucune date/i);
    expect(whyMissing({ why: {} }, 'auc')).toBeUndefined();
  });
});
