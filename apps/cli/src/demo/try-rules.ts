import {
  loadRuleSet,
  ruleSetDecider,
  type BackTestSummary,
  type RuleSet,
  type RuleSetCommand,
} from '@jalons/dropout-risk';
import { SYSTEM_KEY_ID } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { Administration } from '@jalons/runtime';

/** The version that the coordinator drafts: the one that ships is the first. */
const VERSION = 2;
/** Long silence a month earlier than by default. */
const SHORTER = { days: { outreach: 60, support: 90, training: 150, job: 150 }, graceDays: 7 };

/** The default rules, with a shorter silence. */
export function draftedRules(): RuleSet {
  const shipped = loadRuleSet();
  return {
    ...shipped,
    version: VERSION,
    label: { fr: 'Silence plus court (démonstration)', en: 'Shorter silence (demonstration)' },
    source: 'démonstration',
    rules: shipped.rules.map((rule) => (rule.instance === 'R1b' ? { ...rule, params: SHORTER } : rule)),
  };
}

/** What a coordinator does with rules: a draft, its back-test on record, a trial. */
export class RulesOnTrial {
  constructor(
    private readonly administration: Administration,
    private readonly acting: { readonly coordinator: Uuid; readonly territory: Uuid },
  ) {}

  draft(ruleSet: RuleSet): Promise<unknown> {
    return this.run({ type: 'DraftRuleSet', ruleSet });
  }

  record(summary: BackTestSummary): Promise<unknown> {
    return this.run({ type: 'RecordBackTest', version: VERSION, ruleSetHash: summary.ruleSet.hash, summary });
  }

  tryOut(): Promise<unknown> {
    return this.run({ type: 'ShadowRuleSet', version: VERSION });
  }

  private run(command: RuleSetCommand): Promise<unknown> {
    const { runner, step, clock, zone } = this.administration;
    const { coordinator: actor, territory } = this.acting;
    return runner.run({
      ...{ decider: ruleSetDecider(loadRuleSet()), stream: `ruleSet-${territory}`, command, keyId: SYSTEM_KEY_ID },
      context: { ...step(command.type, command), actor, territory },
      decision: { now: clock.now(), zone },
    });
  }
}
