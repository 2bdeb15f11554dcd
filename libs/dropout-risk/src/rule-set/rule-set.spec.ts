import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@jalons/kernel';
import { inWords } from '../explain/texts.js';
import { levelOf, scoreOf } from '../evaluate/score.js';
import { suppressionRowsOf } from '../rules/rules.js';
import { checkRuleSet, loadRuleSet } from './load.js';

const defaults = loadRuleSet();
const changed = (changes: object) => ({ ...structuredClone(defaults), ...changes });
const refusal = (value: unknown) => {
  try {
    checkRuleSet(value);
  } catch (error) {
    if (isDomainError(error)) return error.problems[0]?.field;
    throw error;
  }
  return null;
};

describe('a rule set', () => {
  it('ships with every rule of the specification, and its weights', () => {
    expect(defaults.rules.map(({ instance, weight, group }) => `${instance} ${weight} ${group ?? '–'}`)).toEqual([
      ...['R1 2 S', 'R1b 4 S', 'R2 4 H', 'R3 1 H', 'R4 4 –', 'R5 4 B', 'R6 4 B', 'R7 1 B', 'R8 1 –'],
      ...['R9 4 S', 'R10 2 B', 'R11 4 –', 'R12 1 –', 'R13 1 S'],
    ]);
  });

  it('takes a rule twice, under two ids, and names what does not fit', () => {
    const [first] = defaults.rules as [(typeof defaults.rules)[number]];
    expect(refusal(changed({ rules: [first, { ...first, instance: 'R1c', weight: 3 }] }))).toBeNull();
    expect(refusal(changed({ rules: [first, first] }))).toBe('/rules');
    expect(refusal(changed({ rules: [{ ...first, params: { days: 3 } }] }))).toMatch(/^\/rules\/0\/params/);
    expect(refusal(changed({ rules: [{ ...first, rule: 'R99' }] }))).toBe('/rules/0/rule');
    expect(refusal(changed({ levels: { watch: 5, atRisk: 4, critical: 6 } }))).toBe('/levels');
    expect(refusal(changed({ suppression: {} }))).toBe('/suppression/R1');
    const { R2, ...others } = defaults.suppression;
    const lives = { ...R2!, exit: { effect: 'none' } };
    expect(refusal(changed({ suppression: { ...others, R2: lives } }))).toBe('/suppression/R2/exit');
    expect(refusal(null)).toBe('');
  });

  it('has words for each of its rules', () => {
    for (const { rule } of defaults.rules) {
      for (const row of suppressionRowsOf(rule)) {
        const flag = { rule, variant: row.split('/')[1] ?? null, since: '2026-02-01', clearedBy: [], mutedBy: null };
        expect(inWords(flag as never).why).toContain('01/02/2026');
        expect(inWords(flag as never, 'en').why).toContain('1 February 2026');
      }
    }
  });
});

describe('a score', () => {
  const one = (rule: string, weight: number, group: string | null = null) => ({ rule, weight, group }) as never;

  it('counts a rule once, and of a group only the highest', () => {
    expect(scoreOf([])).toBe(0);
    expect(scoreOf([one('R1', 2, 'S'), one('R1', 4, 'S'), one('R9', 4, 'S')])).toBe(4);
    expect(scoreOf([one('R4', 4), one('R4', 3), one('R12', 1), one('R12', 1)])).toBe(5);
    expect(scoreOf([one('R1', 2, 'S'), one('R2', 4, 'H'), one('R10', 2, 'B'), one('R8', 1)])).toBe(9);
  });

  it.each([
    [0, 'none'],
    [1, 'watch'],
    [3, 'watch'],
    [4, 'at-risk'],
    [5, 'at-risk'],
    [6, 'critical'],
  ])('of %i is of level %s', (score, level) => {
    expect(levelOf(score, defaults)).toBe(level);
  });
});
