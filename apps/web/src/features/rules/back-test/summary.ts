import { isMessage, t } from '../../../i18n/index.js';

export type Interval = readonly [low: number, high: number];

/** What the screens read of a back-test's result (libs/dropout-risk/src/backtest/summary.ts, risk.md § 4). */
export interface Summary {
  readonly ruleSet: { readonly version: number; readonly hash: string };
  readonly asked: {
    readonly from: string;
    readonly to: string;
    readonly horizonDays: number;
    readonly everyDays: number;
  };
  readonly persons: number;
  readonly landmarks: number;
  readonly positives: number;
  readonly leftOut: {
    readonly silent: { readonly landmarks: number; readonly positives: number };
    readonly gone: number;
    readonly unobserved: number;
    readonly over: number;
    readonly objecting: number;
  };
  readonly baseRate: number | null;
  readonly flagged: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly exits: number;
  readonly auc: number | null;
  readonly aucInterval: Interval | null;
  readonly medianLeadDays: number | null;
  readonly alertsPerWeek: number | null;
  readonly alertsPerOperatorWeek: number | null;
  readonly baselines: readonly {
    readonly id: 'always' | 'random' | 'no-contact-90';
    readonly flagged: number;
    readonly precision: number | null;
    readonly recall: number | null;
    readonly auc: number | null;
  }[];
  readonly gate: { readonly auc: boolean | null; readonly ppv: boolean | null };
  readonly groups: readonly {
    readonly by: 'sex' | 'age' | 'qpv';
    readonly value: string;
    readonly flagged: number;
    readonly baseRate: number;
    readonly precision: number;
  }[];
  readonly thresholds: readonly Threshold[];
  readonly why: Readonly<Record<string, string>>;
}

/** The same rules, flagging from another score on. */
export interface Threshold {
  readonly atRiskFrom: number;
  readonly flagged: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly alertsPerWeek: number | null;
}

/** One rule set beside another, on the same people and days. */
export interface Comparison {
  readonly other: { readonly version: number };
  readonly alerts: { readonly both: number; readonly onlyThis: number; readonly onlyOther: number };
  readonly aucAhead: Interval | null;
}

/** Alerts that an operator would get in a week at a threshold; null where nobody has a referent, or nothing is counted. */
export function perOperator(summary: Summary, { alertsPerWeek }: Threshold): number | null {
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
export function whyMissing({ why }: Pick<Summary, 'why'>, figure: string): string | undefined {
  const reason = why[figure];
  if (reason === undefined) return undefined;
  const key = `backTest.why.${REASONS[reason] ?? 'few'}`;
  return isMessage(key) ? t(key) : reason;
}
