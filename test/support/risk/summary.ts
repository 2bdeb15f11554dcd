import type { BackTestSummary } from '@jalons/dropout-risk';
import { civilDateOf } from '@jalons/kernel';

/** The summary of some back-test of a rule set, of invented figures. */
export function someSummary(hash: string, version = 2): BackTestSummary {
  return {
    ruleSet: { id: 'default', version, hash },
    position: '0000000000000001234',
    asked: { from: civilDateOf('2026-01-01'), to: civilDateOf('2026-06-28'), horizonDays: 90, everyDays: 7 },
    ...{ persons: 40, landmarks: 900, positives: 180, baseRate: 0.2, flagged: 120, precision: 0.4, ppv: 0.4 },
    leftOut: { silent: { landmarks: 80, positives: 70 }, gone: 3, unobserved: 40, over: 2, objecting: 1 },
    ...{ ppvAhead: [0.05, 0.31], recall: 0.5, exits: 12, auc: 0.66, aucInterval: [0.58, 0.73] },
    ...{ medianLeadDays: 28, medianDaysFromContact: 41, withinThirtyDays: 0.3 },
    ...{ alertsPerWeek: 2.5, alertsPerOperatorWeek: 0.5 },
    baselines: [
      { id: 'always', flagged: 900, precision: 0.2, recall: 1, auc: 0.5, aucAhead: [0.08, 0.23] },
      { id: 'no-contact-90', flagged: 12, precision: 0.25, recall: null, auc: 0.51, aucAhead: null },
    ],
    gate: { auc: true, ppv: true },
    groups: [{ by: 'sex', value: 'female', landmarks: 450, flagged: 60, baseRate: 0.2, precision: 0.42 }],
    thresholds: [{ atRiskFrom: 4, flagged: 120, precision: 0.4, recall: 0.5, alertsPerWeek: 2.5 }],
    why: { 'baselines/no-contact-90/recall': 'no exit in the cohort' },
    hash: 'a'.repeat(64),
  };
}
