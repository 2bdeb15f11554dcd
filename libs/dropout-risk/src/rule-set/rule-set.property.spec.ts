import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jalons/event-log';
import { isDomainError } from '@jalons/kernel';
import fc from 'fast-check';
import { recorded, testId, type Past } from '../../../../test/support/given.js';
import { someSummary } from '../../../../test/support/risk/summary.js';
import { DEFAULT_RULES } from '../../../../test/support/risk/story.js';
import { checkRuleSet } from './load.js';
import { ruleSetDecider, type RuleSetCommand } from './rule-set.decider.js';
import type { RuleSetEvent } from './rule-set.events.js';
import { ruleSetHash } from './rule-set-hash.js';
import { versionOf, type RuleSets, type RuleSetVersion } from './rule-set.state.js';

const decider = ruleSetDecider(DEFAULT_RULES);
const NOW = Date.parse('2026-11-24T10:00:00Z');
const DAY = '2026-11-24';

/** Contents that differ by a threshold; the last one is none at all. */
const CONTENTS = [2, 3, 4].map((atRisk) => ({ ...DEFAULT_RULES, levels: { watch: 1, atRisk, critical: 6 } }));
const contents = fc.constantFrom<object | null>(...CONTENTS, { ...CONTENTS[0]!, rules: [] }, null);
const reasons = fc.constantFrom('Trop d’alertes', 'Moins de bruit', 'Essai', '   ', '1 85 05 78 006 084 91');

/** What somebody wishes; what it names is looked up in the state that it meets. */
type Wish = (state: RuleSets) => RuleSetCommand;

/** One of the versions that there are; now and then one that there is not. */
const named = (state: RuleSets, pick: number) => (pick % 9 === 8 ? 99 : 1 + (pick % state.versions.length));
const pick = fc.nat({ max: 1_000 });
const testsOf = (state: RuleSets, version: number) => versionOf(state, version)?.backTests ?? [];

const wishes: fc.Arbitrary<Wish> = fc.oneof(
  // Few versions, of which much is asked.
  contents.map((ruleSet): Wish => (state) => {
    return { type: 'DraftRuleSet', ruleSet, ...(state.versions.length > 3 && { version: state.versions.length }) };
  }),
  fc.tuple(contents, pick).map(([ruleSet, which]): Wish => {
    return (state) => ({ type: 'DraftRuleSet', ruleSet, version: named(state, which) });
  }),
  // Of what the version says now, or of another content.
  fc.tuple(pick, fc.boolean()).map(([which, stale]): Wish => (state) => {
    const version = named(state, which);
    const hash = stale ? ruleSetHash(CONTENTS[1]!) : (versionOf(state, version)?.hash ?? 'none');
    return { type: 'RecordBackTest', version, ruleSetHash: hash, summary: someSummary(hash, version) };
  }),
  pick.map((which): Wish => (state) => ({ type: 'ShadowRuleSet', version: named(state, which) })),
  // On a back-test of the same version or of another one, the last or not.
  fc.tuple(pick, fc.option(pick, { nil: undefined }), pick, reasons).map(([which, other, nth, reason]): Wish => {
    return (state) => {
      const version = named(state, which);
      const tests = testsOf(state, other === undefined ? version : named(state, other));
      return {
        type: 'ActivateRuleSet',
        version,
        reason,
        backTest: tests.at(-1 - (nth % Math.min(tests.length + 1, 3)))?.id ?? testId(1),
      };
    };
  }),
  fc.tuple(pick, reasons).map(([which, reason]): Wish => {
    return (state) => ({ type: 'RetireRuleSet', version: named(state, which), reason });
  }),
);

/** Long enough to go back and forth: short ones seldom get beyond a draft. */
const sequences = fc.array(wishes, { maxLength: 60, size: 'max' });

/** Runs what is wished, refusals left out; tells of each command what it met and what it left. */
function live(all: readonly Wish[], tell: (before: RuleSets, after: RuleSets, command: RuleSetCommand) => void) {
  const past: Past<RuleSetEvent>[] = [];
  let state = decider.initial();
  for (const wish of all) {
    const command = wish(state);
    const before = state;
    for (const { type, data } of decided(command, state)) {
      past.push({ type, data, on: DAY } as Past<RuleSetEvent>);
      const stored = recorded(past).at(-1)! as StoredEvent<RuleSetEvent>;
      state = decider.evolve(state, { ...stored, actor: testId(7) });
    }
    tell(before, state, command);
  }
  return state;
}

function decided(command: RuleSetCommand, state: RuleSets): readonly RuleSetEvent[] {
  try {
    return decider.decide(command, state, { now: NOW, zone: 'Europe/Paris' });
  } catch (error) {
    if (isDomainError(error)) return [];
    throw error;
  }
}

const having = ({ versions: all }: RuleSets, status: RuleSetVersion['status']) =>
  all.filter((one) => one.status === status);

describe('the rules of a territory, whatever is asked of them in whatever order', () => {
  it('have one version active and at most one on trial, and every version stays evaluable as it served', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(sequences, (all) => {
        const served = new Map<number, RuleSetVersion>();
        live(all, (before, after, { type }) => {
          expect(having(after, 'active')).toHaveLength(1);
          expect(having(after, 'shadow').length).toBeLessThanOrEqual(1);
          expect(after.versions.map(({ version }) => version)).toEqual(after.versions.map((_, index) => index + 1));
          for (const one of after.versions) {
            if (before.versions.includes(one)) continue;
            expect(checkRuleSet(one.ruleSet)).toEqual(one.ruleSet);
            expect(one.ruleSet.version).toBe(one.version);
            expect(one.hash).toBe(ruleSetHash(one.ruleSet));
            if (one.status !== 'draft') served.set(one.version, served.get(one.version) ?? one);
          }
          // What served, if only on trial, is evaluated again as it was.
          for (const { version, hash } of served.values()) {
            expect(versionOf(after, version)).toMatchObject({ hash });
            expect(versionOf(after, version)!.status).not.toBe('draft');
          }
          if (after !== before) reached.add(type);
          for (const { status } of after.versions) reached.add(status);
        });
      }),
      { numRuns: 100, unbiased: true },
    );
    for (const status of ['draft', 'shadow', 'active', 'replaced', 'retired']) expect(reached).toContain(status);
    expect(reached.size).toBe(10);
  });

  it('are in force for a reason, on a back-test of what they say', () => {
    let activated = 0;
    fc.assert(
      fc.property(sequences, (all) => {
        live(all, (before, after) => {
          const [was] = having(before, 'active');
          const [is] = having(after, 'active');
          if (is === was || is!.version === was!.version) return;
          activated += 1;
          expect(is!.activation!.reason.trim()).not.toBe('');
          expect(is!.activation!.by).toBe(testId(7));
          const relied = is!.backTests.find(({ id }) => id === is!.activation!.backTest);
          expect(relied?.ruleSetHash).toBe(is!.hash);
          // The one before is replaced; it is there to go back to.
          expect(versionOf(after, was!.version)).toMatchObject({ status: 'replaced', hash: was!.hash });
        });
      }),
      { numRuns: 500, unbiased: true },
    );
    expect(activated).toBeGreaterThan(15);
  });

  it('keep every back-test that was recorded, in order, and change nothing where they refuse', () => {
    fc.assert(
      fc.property(sequences, (all) => {
        live(all, (before, after, command) => {
          for (const { version, backTests } of before.versions) {
            expect(versionOf(after, version)!.backTests.slice(0, backTests.length)).toEqual(backTests);
          }
          if (decided(command, before).length === 0) expect(after).toBe(before);
        });
      }),
      { numRuns: 60, unbiased: true },
    );
  });
});
