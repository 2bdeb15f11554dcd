import { describe, expect, it } from '@jest/globals';
import type { RiskRule } from '../../api/contract.js';
import { isMuted, readingOf, saidOnce } from './reading.js';

const flag = (clearedBy: string[], mutedBy: RiskRule['flags'][number]['mutedBy'] = null) => ({
  ...{ why: 'Aucun contact.', since: '2026-03-12', dueOn: '2026-05-11', evidence: [], clearedBy, mutedBy },
});
const rule = (instance: string, weight: number, more: Partial<RiskRule> = {}): RiskRule => ({
  ...{ instance, rule: instance, label: instance, weight, group: null, flagged: false, counts: false },
  ...{ flags: [], expectedOn: null },
  ...more,
});

describe('what the rules say', () => {
  it('comes from the heaviest to what time will bring first', () => {
    const { why, quiet, whyNot, clearing } = readingOf({
      rules: [
        rule('R12', 1, { expectedOn: '2026-12-01' }),
        rule('R1', 2, { flagged: true, counts: true, group: 'S', flags: [flag(['un contact'])] }),
        rule('R12b', 1, { flagged: true, counts: true, flags: [flag(['un contact', 'la fin de l’emploi'])] }),
        rule('R1b', 4, { flagged: true, counts: true, group: 'S', flags: [flag(['un contact'])] }),
        rule('R11', 4),
        rule('R8', 1, { expectedOn: '2026-11-30' }),
      ],
    });
    const names = (rules: readonly RiskRule[]) => rules.map(({ instance }) => instance);
    expect([names(why), names(quiet)]).toEqual([['R1b', 'R12b'], ['R1']]);
    expect(names(whyNot)).toEqual(['R8', 'R12', 'R11']);
    expect(clearing).toEqual(['un contact', 'la fin de l’emploi']);
  });

  it('is said once where two strengths of one rule say the same', () => {
    const said = saidOnce([
      { why: 'Aucun contact.', instance: 'R1b' },
      { why: 'Inquiétude.', instance: 'R11' },
      { why: 'Aucun contact.', instance: 'R1' },
    ]);
    expect(said.map(({ instance, instances }) => [instance, instances])).toEqual([
      ['R1b', ['R1b', 'R1']],
      ['R11', ['R11']],
    ]);
  });

  it('is muted where everything that makes it hold is', () => {
    const muted = { text: 'Rendez-vous le 30 nov.', by: 'appointment' as const, until: '2026-12-07', evidence: null };
    expect(isMuted(rule('R1', 2, { flags: [flag([], muted)] }))).toBe(true);
    expect(isMuted(rule('R1', 2, { flags: [flag([], muted), flag([])] }))).toBe(false);
    expect(isMuted(rule('R1', 2))).toBe(false);
  });
});
