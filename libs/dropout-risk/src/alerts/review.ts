import type { Uuid } from '@jalons/kernel';
import type { Evaluation } from '../evaluate/flag.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { RuleSet } from '../rule-set/rule-set.js';

/** A review of one parcours, whose result its alerts have to follow. */
export interface Review {
  readonly parcours: Uuid;
  readonly evaluation: Evaluation;
  readonly facts: Pick<RiskFacts, 'exit' | 'lastContact' | 'latest' | 'calendar' | 'midnights'>;
  readonly ruleSet: RuleSet;
  /** The opening was voided: there is no parcours any more. */
  readonly voided?: true;
  /** The rule set is on trial. */
  readonly shadow?: true;
  /** One of many at once: see AlertRaised. */
  readonly backlog?: true;
}

/** The review that an evaluation makes, of a parcours that is there. */
export function reviewOf(
  { parcours, exit, lastContact, latest, calendar, midnights }: RiskFacts,
  evaluation: Evaluation,
  ruleSet: RuleSet,
  how: Pick<Review, 'shadow' | 'backlog'> = {},
): Review {
  return { parcours, evaluation, facts: { exit, lastContact, latest, calendar, midnights }, ruleSet, ...how };
}

type Place = Pick<RiskFacts, 'parcours' | 'calendar' | 'midnights'>;

/** The review of a parcours whose opening was voided: whatever was raised on it ends. */
export function voidedReview(place: Place, ruleSet: RuleSet, how: Pick<Review, 'shadow'> = {}): Review {
  return { ...nothingHolds(place, ruleSet), voided: true, ...how };
}

/** The review by a version that is no longer on trial: what it raised there ends, since its rules are gone. */
export function trialOver(place: Place, ruleSet: RuleSet): Review {
  return { ...nothingHolds(place, { ...ruleSet, rules: [] }), shadow: true };
}

function nothingHolds({ parcours, calendar, midnights }: Place, ruleSet: RuleSet): Review {
  const evaluation: Evaluation = {
    ...{ ruleSet: { id: ruleSet.id, version: ruleSet.version }, score: 0, level: 'none', flags: [], messages: [] },
    ...{ stoppedBy: null, nextReviewAt: null },
  };
  const facts = { exit: null, lastContact: null, latest: [], calendar, midnights };
  return { parcours, evaluation, facts, ruleSet };
}
