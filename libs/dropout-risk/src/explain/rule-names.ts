import { loadRuleSet } from '../rule-set/load.js';
import type { RuleCode } from '../rules/rule.js';

let names: ReadonlyMap<RuleCode, string> | undefined;

/** What a rule is called, in French, where its own version is not at hand: its first name in the rules that ship. */
export function ruleName(rule: RuleCode): string {
  // Of several appearances of a rule, the first stays.
  names ??= new Map(
    loadRuleSet()
      .rules.toReversed()
      .map((one) => [one.rule, one.label.fr]),
  );
  return names.get(rule) ?? rule;
}
