import { addDays, dateAt, type CivilDate, type Instant } from '@jalons/kernel';
import { evaluate } from '../evaluate/evaluate.js';
import type { Evaluation, Flag } from '../evaluate/flag.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { RuleInstance, RuleSet } from '../rule-set/rule-set.js';

/** One rule of a set at a moment: why it holds, or when it would. */
export interface ExplainedRule {
  readonly rule: RuleInstance;
  /** Those that hold, muted ones among them; empty where it does not. */
  readonly flags: readonly Flag[];
  /** Of one that does not hold: the first day on which it would if nothing happens; null where time alone never brings it. */
  readonly expectedOn: CivilDate | null;
}

export interface Explained {
  readonly evaluation: Evaluation;
  readonly rules: readonly ExplainedRule[];
}

/** How far « if nothing happens » looks. */
const HORIZON_DAYS = 400;
/** Times that something changes by itself, at most: a parcours has far fewer. */
const MOST_STEPS = 200;

/** Each rule of a set at an instant, on what was known then. Pure. */
export function explain(facts: RiskFacts, ruleSet: RuleSet, t: Instant): Explained {
  const evaluation = evaluate(facts, ruleSet, t);
  const expected = evaluation.stoppedBy === null ? expectedDays(facts, ruleSet, t, evaluation) : new Map();
  const rules = ruleSet.rules.map((rule) => {
    const flags = evaluation.flags.filter(({ instance }) => instance === rule.instance);
    return { rule, flags, expectedOn: flags.length > 0 ? null : (expected.get(rule.instance) ?? null) };
  });
  return { evaluation, rules };
}

/** Reviews ahead, where time changes something, on the same facts. */
function expectedDays(
  facts: RiskFacts,
  ruleSet: RuleSet,
  t: Instant,
  first: Evaluation,
): ReadonlyMap<string, CivilDate> {
  const { midnights } = facts;
  const last = midnights.of(addDays(dateAt(t, midnights.zone), HORIZON_DAYS));
  const found = new Map<string, CivilDate>();
  let next = first.nextReviewAt;
  for (let step = 0; next !== null && next <= last && step < MOST_STEPS; step += 1) {
    const { flags, nextReviewAt } = evaluate(facts, ruleSet, next);
    const day = dateAt(next, midnights.zone);
    for (const { instance } of flags) if (!found.has(instance)) found.set(instance, day);
    next = nextReviewAt;
  }
  return found;
}
