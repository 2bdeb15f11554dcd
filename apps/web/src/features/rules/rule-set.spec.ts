import { describe, expect, it } from '@jest/globals';
import { numbersIn, pointersIn, typedNumber, valueAt, withValue, withVariant, type RuleFile } from './rule-set.js';

const SET = {
  levels: { watch: 1, atRisk: 4 },
  rules: [{ params: { days: { support: 60 } } }],
  suppression: { 'R5/absence': { pause: { effect: 'mute' } } },
};

describe('a rule set under the pen', () => {
  it('is read and changed by pointer, and nothing in place', () => {
    const next = withValue(SET, '/rules/0/params/days/support', 45);
    expect([valueAt(next, '/rules/0/params/days/support'), valueAt(SET, '/rules/0/params/days/support')]).toEqual([
      45, 60,
    ]);
    const cell = withValue(SET, '/suppression/R5~1absence/pause/thenDays', 7);
    expect(cell.suppression['R5/absence'].pause).toEqual({ effect: 'mute', thenDays: 7 });
    expect(withValue(cell, '/suppression/R5~1absence/pause/thenDays', undefined)).toEqual(SET);
    expect(valueAt(SET, '/rules/3/params')).toBeUndefined();
  });

  it('keeps what is no number for the server to refuse', () => {
    expect([typedNumber(' 45 '), typedNumber('4,5'), typedNumber(' ')]).toEqual([45, '4,5', undefined]);
  });

  it('knows where each value stands in what is sent', () => {
    expect(pointersIn(SET)).toEqual({
      '/levels/watch': '/ruleSet/levels/watch',
      '/levels/atRisk': '/ruleSet/levels/atRisk',
      '/rules/0/params/days/support': '/ruleSet/rules/0/params/days/support',
      '/suppression/R5~1absence/pause/effect': '/ruleSet/suppression/R5~1absence/pause/effect',
    });
    expect(numbersIn({ inARow: 2, within: { count: 2, days: 60 } })).toEqual(['inARow', 'within/count', 'within/days']);
  });

  it('gives another appearance of a rule a name of its own', () => {
    const rule = (instance: string) => ({ instance, rule: 'R1' }) as RuleFile;
    const names = withVariant([rule('R1'), rule('R1b'), rule('R2')], 0).map(({ instance }) => instance);
    expect(names).toEqual(['R1', 'R1c', 'R1b', 'R2']);
  });
});
