import type { StoredEvent } from '@jalons/event-log';
import { loadRuleSet } from '../rule-set/load.js';
import type { RuleSetEvent } from '../rule-set/rule-set.events.js';
import { ruleSetHash } from '../rule-set/rule-set-hash.js';
import { evolveRuleSets, shippedOnly, withStatus } from '../rule-set/rule-set.state.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import { knownThen, type Moment } from './past-facts.js';

/** The rules that were in force then, from the stream of a territory's rules; those that ship before any other. */
export function rulesThen(events: readonly StoredEvent<RuleSetEvent>[], moment: Moment): RuleSet {
  const shipped = loadRuleSet();
  const sets = knownThen(events, moment).reduce(evolveRuleSets, shippedOnly(shipped, ruleSetHash(shipped)));
  return withStatus(sets, 'active')?.ruleSet ?? shipped;
}
