import { ruleSetHash } from '../rule-set/rule-set-hash.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import { Midnights } from '../time/midnights.js';
import { landmarksOf } from './landmarks.js';
import { findingsOf, type Findings } from './measure.js';
import type { ReadingPlan } from './reader/plan.js';
import type { BackTestSummary } from './summary.js';
import type { TallyParts } from './tally.js';

/** What was counted of some people: by the rules tested and, where there are others to compare with, by those. */
export interface TaskResult {
  readonly own: TallyParts;
  readonly against: TallyParts | null;
}

/** What a back-test finds. */
export interface BackTestResult extends Findings {
  /** What the rule set compared with finds; null where there is none. */
  readonly against: BackTestSummary | null;
}

/** What a conclusion is drawn from, besides what was counted. */
export type Concluded = Pick<ReadingPlan, 'ruleSet' | 'against' | 'question' | 'fromFirst' | 'upTo' | 'zone'>;

/** The figures of a back-test, from what its readers counted. Some seconds of work where there are many people. */
export function conclude(plan: Concluded, results: readonly TaskResult[]): BackTestResult {
  const { ruleSet, against, question, upTo: position } = plan;
  const tallies = results.map(({ own }) => own);
  const landmarks = landmarksOf(question, new Midnights(plan.zone));
  const skipped = plan.fromFirst ? (firstOpen(tallies) ?? landmarks.length) : 0;
  const asked = { ...question, from: landmarks[skipped]?.on ?? question.from };
  const run = { position, asked, landmarks: landmarks.length - skipped };
  const [own, other] = [identityOf(ruleSet), against === undefined ? undefined : identityOf(against)];
  const found = findingsOf(tallies, { ...run, ruleSet: own, ...(other !== undefined && { against: other }) });
  if (other === undefined) return { ...found, against: null };
  const others = results.flatMap((result) => result.against ?? []);
  return { ...found, against: findingsOf(others, { ...run, ruleSet: other, against: own }).summary };
}

/** The first landmark at which anything was open. */
function firstOpen(tallies: readonly TallyParts[]): number | null {
  return tallies.reduce<number | null>(
    (first, { firstIndex: own }) => (own !== null && (first === null || own < first) ? own : first),
    null,
  );
}

function identityOf(ruleSet: RuleSet): BackTestSummary['ruleSet'] {
  return { id: ruleSet.id, version: ruleSet.version, hash: ruleSetHash(ruleSet) };
}
