import type { Instant } from '@jalons/kernel';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { RuleInstance, RuleSet } from '../rule-set/rule-set.js';
import type { Raised, RuleCode } from '../rules/rule.js';
import { ruleOf } from '../rules/rules.js';
import { ReviewTime } from '../time/review-time.js';
import type { Evaluation, Flag } from './flag.js';
import { phaseNow } from './phase-now.js';
import { levelOf, scoreOf } from './score.js';
import { dueUnder, isEnded, muteOf, type Standing } from './suppression.js';

/** A worry. */
const OUTLIVES_EXIT: RuleCode = 'R11';

/**
 * Which rules of the set hold for a parcours at `t`, on facts as they were known then (risk.md §§ 1 and 2). Pure. Time
 * is read through `reached` alone; so until `nextReviewAt` every evaluation of the same facts gives the same result.
 */
export function evaluate(facts: RiskFacts, ruleSet: RuleSet, t: Instant): Evaluation {
  const stoppedBy = stopped(facts);
  const identity = { id: ruleSet.id, version: ruleSet.version };
  if (stoppedBy !== null) {
    const messages = facts.concerns.map(({ on, eventId }) => ({
      kind: 'concern' as const,
      since: on,
      evidence: eventId,
    }));
    return { ruleSet: identity, score: 0, level: 'none', flags: [], messages, stoppedBy, nextReviewAt: null };
  }
  const time = new ReviewTime(t, facts.midnights);
  const standing: Standing = { facts, time, phase: phaseNow(facts.phases, time) };
  const underlying = phaseNow(facts.underlying, time).current;
  const context = { facts, time, underlying };
  const flags: Flag[] = [];
  for (const instance of ruleSet.rules) {
    if (facts.exit !== null && instance.rule !== OUTLIVES_EXIT) continue;
    const rule = ruleOf(instance.rule);
    // Most parcours have little that rules speak of.
    if (rule.about !== undefined && facts[rule.about].length === 0) continue;
    for (const raised of rule.raise(context, instance.params)) {
      const flag = flagOf(raised, instance, ruleSet, standing);
      if (flag !== null) flags.push(flag);
    }
  }
  const score = flags.length === 0 ? 0 : scoreOf(flags.filter(({ mutedBy }) => mutedBy === null));
  const { nextReviewAt } = time;
  // Written out, here and below: rules are evaluated by the million, and a spread copies field by field.
  return {
    ruleSet: identity,
    score,
    level: levelOf(score, ruleSet),
    flags,
    messages: [],
    stoppedBy: null,
    nextReviewAt,
  };
}

function stopped({ person }: RiskFacts): Evaluation['stoppedBy'] {
  if (person.profilingObjection !== null) return { by: 'objection', evidence: person.profilingObjection };
  return person.restriction === null ? null : { by: 'restriction', evidence: person.restriction };
}

/** Null where the suppression table takes it away. */
function flagOf(raised: Raised, instance: RuleInstance, ruleSet: RuleSet, standing: Standing): Flag | null {
  const { variant, anchor, since, evidence, delayDays, clearedBy, structure } = raised;
  const row = ruleSet.suppression[variant === undefined ? instance.rule : `${instance.rule}/${variant}`]!;
  if (isEnded(row, standing)) return null;
  const dueOn = dueUnder(raised.dueOn, row, standing);
  return {
    instance: instance.instance,
    rule: instance.rule,
    variant: variant ?? null,
    anchor,
    weight: instance.weight,
    group: instance.group,
    since,
    dueOn,
    clearedBy,
    evidence: evidence.map(({ eventId }) => eventId),
    evidenceAt: evidence.reduce((latest, { at }) => Math.max(latest, at), 0),
    rearmDays: instance.rearmDays ?? Math.max(delayDays, ruleSet.alerts.rearmAtLeastDays),
    signOn: raised.signOn ?? null,
    structure: structure ?? null,
    mutedBy: muteOf(row, dueOn, standing, ruleSet),
  };
}
