import { describe, expect, it } from '@jest/globals';
import { given, recorded, testId, type Past } from '../../../../test/support/given.js';
import { someSummary } from '../../../../test/support/risk/summary.js';
import { DEFAULT_RULES } from '../../../../test/support/risk/story.js';
import { ruleSetDecider } from './rule-set.decider.js';
import type { RuleSetEvent } from './rule-set.events.js';
import { ruleSetHash } from './rule-set-hash.js';
import { versionOf, withStatus } from './rule-set.state.js';

const decider = ruleSetDecider(DEFAULT_RULES);
const TEST = testId(300);
const second = { ...DEFAULT_RULES, version: 2, levels: { watch: 1, atRisk: 3, critical: 6 } };
const hash = ruleSetHash(second);
const drafted: Past<RuleSetEvent> = {
  ...{ type: 'RuleSetDrafted', on: '2026-11-02', data: { version: 2, ruleSet: second, hash } },
};
const tested: Past<RuleSetEvent> = {
  ...{ type: 'BackTestRecorded', on: '2026-11-03', eventId: TEST },
  data: { version: 2, ruleSetHash: hash, summary: someSummary(hash) },
};
const shadowed: Past<RuleSetEvent> = { type: 'RuleSetShadowed', on: '2026-11-04', data: { version: 2 } };
const activated: Past<RuleSetEvent> = {
  ...{ type: 'RuleSetActivated', on: '2026-11-05', data: { version: 2, reason: 'Trop d’alertes', backTest: TEST } },
};
const stateOf = (...past: readonly Past<RuleSetEvent>[]) =>
  recorded(past).reduce((state, event) => decider.evolve(state, event), decider.initial());

describe('the rules of a territory', () => {
  it('begin with the set that ships, active', () => {
    expect(withStatus(stateOf(), 'active')).toMatchObject({ version: 1, ruleSet: DEFAULT_RULES });
  });

  it('a draft gets the next version, whatever version it names itself, and changes until it serves', () => {
    given(decider, [])
      .when({ type: 'DraftRuleSet', ruleSet: { ...second, version: 17 } })
      .then([{ type: 'RuleSetDrafted', data: { version: 2, ruleSet: second, hash } }]);
    given(decider, [drafted])
      .when({ type: 'DraftRuleSet', version: 2, ruleSet: second })
      .then([{ type: 'RuleSetDrafted', data: { version: 2, ruleSet: second, hash } }]);
    for (const version of [1, 2]) {
      given(decider, [drafted, tested, activated])
        .when({ type: 'DraftRuleSet', version, ruleSet: second })
        .thenRefused('rule-set-not-a-draft');
    }
  });

  it.each([[null], [{ ...second, rules: [] }], ['text']])('a draft that is none is refused: %#', (ruleSet) => {
    given(decider, []).when({ type: 'DraftRuleSet', ruleSet }).thenRefused('rule-set-invalid');
  });

  it('the same content has one hash, another version or order of names nothing to it', () => {
    expect(ruleSetHash({ ...second, version: 9 })).toBe(hash);
    expect(ruleSetHash({ ...second, source: 'autre' })).not.toBe(hash);
    expect(ruleSetHash(Object.fromEntries(Object.entries(second).toReversed()) as never)).toBe(hash);
  });

  it('is activated with a reason, on a back-test of what it says', () => {
    const activate = { type: 'ActivateRuleSet', version: 2, reason: 'Trop d’alertes', backTest: TEST } as const;
    given(decider, [drafted, tested])
      .when(activate)
      .then([{ type: 'RuleSetActivated', data: { version: 2, reason: 'Trop d’alertes', backTest: TEST } }]);
    given(decider, [drafted]).when(activate).thenRefused('back-test-unknown');
    given(decider, [drafted, tested])
      .when({ ...activate, reason: '  ' })
      .thenRefused('reason-missing');
    given(decider, [drafted, tested])
      .when({ ...activate, version: 3 })
      .thenRefused('rule-set-unknown');
    given(decider, [drafted, tested, activated]).when(activate).thenRefused('rule-set-already-active');
    const changed = { ...DEFAULT_RULES, version: 2 };
    const redrafted: Past<RuleSetEvent> = {
      ...{ type: 'RuleSetDrafted', on: '2026-11-04' },
      data: { version: 2, ruleSet: changed, hash: ruleSetHash(changed) },
    };
    given(decider, [drafted, tested, redrafted]).when(activate).thenRefused('rule-set-changed');
    given(decider, [drafted, redrafted])
      .when({ type: 'RecordBackTest', version: 2, ruleSetHash: hash, summary: someSummary(hash) })
      .thenRefused('rule-set-changed');
  });

  it('one is active, and one on trial; those of before stay evaluable', () => {
    const state = stateOf(drafted, tested, shadowed, activated);
    expect(state.versions.map(({ version, status }) => [version, status])).toEqual([
      [1, 'replaced'],
      [2, 'active'],
    ]);
    expect(versionOf(state, 1)?.ruleSet).toEqual(DEFAULT_RULES);
    expect(versionOf(state, 2)).toMatchObject({ activation: { reason: 'Trop d’alertes', backTest: TEST } });
    given(decider, [drafted, tested, activated])
      .when({ type: 'ShadowRuleSet', version: 2 })
      .thenRefused('rule-set-already-active');
    given(decider, [drafted, shadowed]).when({ type: 'ShadowRuleSet', version: 2 }).then([]);
  });

  it('a trial ends, the active one is replaced instead', () => {
    given(decider, [drafted, shadowed])
      .when({ type: 'RetireRuleSet', version: 2, reason: 'Essai terminé' })
      .then([{ type: 'RuleSetRetired', data: { version: 2, reason: 'Essai terminé' } }]);
    given(decider, []).when({ type: 'RetireRuleSet', version: 1, reason: 'x' }).thenRefused('rule-set-active');
  });
});
