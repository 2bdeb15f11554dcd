import type { Language } from '@jalons/territory';
import { loadRuleSet } from '../rule-set/load.js';
import type { RuleCode } from '../rules/rule.js';

const NAMES = new Map<Language, ReadonlyMap<RuleCode, string>>();

/** What a rule is called where its own version is not at hand: its first name in the rules that ship. */
export function ruleName(rule: RuleCode, language: Language = 'fr'): string {
  const names = NAMES.get(language) ?? namesIn(language);
  NAMES.set(language, names);
  return names.get(rule) ?? rule;
}

/** Of several appearances of a rule, the first stays. */
function namesIn(language: Language): ReadonlyMap<RuleCode, string> {
  return new Map(
    loadRuleSet()
      .rules.toReversed()
      .map((one) => [one.rule, one.label[language]]),
  );
}
