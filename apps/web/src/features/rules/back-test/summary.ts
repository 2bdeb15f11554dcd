import type { BackTestSummary } from '../../../api/index.js';
import { isMessage, t } from '../../../i18n/index.js';

/** The same rules, flagging from another score on. */
export type Threshold = BackTestSummary['thresholds'][number];

/** Alerts that an operator would get in a week at a threshold; null where nobody has a referent, or nothing is counted. */
export function perOperator(summary: BackTestSummary, { alertsPerWeek }: Threshold): number | null {
  const { alertsPerWeek: all, alertsPerOperatorWeek: each } = summary;
  if (alertsPerWeek === null || all === null || each === null || all === 0) return null;
  return alertsPerWeek * (each / all);
}

const REASONS: Readonly<Record<string, string>> = {
  'the cohort is empty': 'cohort',
  'nobody drops out in the cohort': 'nobody',
  'everybody drops out in the cohort': 'everybody',
  'nobody is flagged in the cohort': 'flagged',
  'no landmark of the cohort precedes an exit for abandonment': 'exits',
  'no parcours has a referent': 'referents',
};

/** Why a figure cannot be had, in words; undefined where it can. */
export function whyMissing({ why }: Pick<BackTestSummary, 'why'>, figure: string): string | undefined {
  const reason = why[figure];
  if (reason === undefined) return undefined;
  const key = `backTest.why.${REASONS[reason] ?? 'few'}`;
  return isMessage(key) ? t(key) : reason;
}
