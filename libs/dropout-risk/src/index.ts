export { alertDecider, alertUnknown, MAX_SNOOZE_DAYS, type AlertCommand } from './alerts/alert.decider.js';
export * from './alerts/alert.events.js';
export {
  evolveAlert,
  NO_ALERT,
  type AlertState,
  type HeldCause,
  type OpenAlert,
  type SilencedCause,
} from './alerts/alert.state.js';
export { earlier, planReview, type PlannedReview } from './alerts/plan-review.js';
export { reviewOf, voidedReview, type Review } from './alerts/review.js';
export type {
  BackTestQuestion,
  BackTestSummary,
  BaselineResult,
  GroupResult,
  Interval,
  RuleSetComparison,
  ThresholdResult,
} from './backtest/summary.js';
export type { BackTestResult } from './backtest/conclude.js';
export { factsFromLog, type PastAsked, type PastKnown } from './backtest/facts-from-log.js';
export { BackTestModule } from './backtest/http/back-test.module.js';
export type { BackTestsParts } from './backtest/http/back-tests.js';
export { carryOutBackTests, type BackTestJobParts, type BackTestJobs } from './backtest/job/back-test-jobs.js';
export { carryOutBackTest, type CarryOutParts } from './backtest/job/carry-out-back-test.js';
export { BackTestRuns } from './backtest/job/back-test-runs.js';
export type { MissedExit } from './backtest/measure.js';
export type { LogPlace } from './backtest/reader/log-access.js';
export { READER_HEAP_MB } from './backtest/reader/reader-thread.js';
export {
  runBackTest,
  type BackTestProgress,
  type BackTestRequest,
  type BackTestSettings,
} from './backtest/run-back-test.js';
export { loadCalendar } from './calendar/load.js';
export { WorkingCalendar } from './calendar/working-calendar.js';
export { evaluate } from './evaluate/evaluate.js';
export type { Evaluation, Flag, Mute, PlainMessage } from './evaluate/flag.js';
export { inWords, levelName, type FlagInWords } from './explain/texts.js';
export { ruleName } from './explain/rule-names.js';
export { readParcours } from './facts/read-parcours.js';
export { latestOf, type News } from './facts/news.js';
export { NOTHING_ASKED, readPerson, together, type PersonFacts } from './facts/person-facts.js';
export { readProfessional, type ProfessionalFacts } from './facts/professional-facts.js';
export { assembleFacts, type RiskFacts, type Surroundings } from './facts/risk-facts.js';
export type { ParcoursFacts } from './facts/parcours-facts.js';
export { explain, type Explained, type ExplainedRule } from './past/explained.js';
export { pastFacts, type Moment, type RiskPast } from './past/past-facts.js';
export { rulesThen } from './past/rules-then.js';
export { checkRuleSet, DEFAULT_RULE_SET, loadRuleSet } from './rule-set/load.js';
export { ruleSetDecider, type RuleSetCommand } from './rule-set/rule-set.decider.js';
export * from './rule-set/rule-set.events.js';
export { ruleSetHash } from './rule-set/rule-set-hash.js';
export * from './rule-set/rule-set.state.js';
export { LEVELS, type Level, type RuleInstance, type RuleSet } from './rule-set/rule-set.js';
export { RULE_CODES, type Clearing, type RuleCode } from './rules/rule.js';
export { Midnights } from './time/midnights.js';
export { AlertDigests } from './digest/alert-digests.js';
export { RISK_PROJECTION, riskProjection } from './read/risk.projection.js';
export { alertIdOf, shadowAlertIdOf } from './alerts/alert-id.js';
export { RiskReviewer, type ReviewCounts, type ReviewerParts } from './review/reviewer.js';
export { RiskModule, type RiskOptions } from './risk.module.js';
export { stillDue } from './review/still-due.js';
export { reviewRisks, reviewRisksOnce, type ReviewJobParts, type Reviews } from './review/review-jobs.js';
