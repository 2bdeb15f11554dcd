import type { CivilDate } from '@jalons/kernel';

/** What a back-test is asked. */
export interface BackTestQuestion {
  /** First day of landmarks. */
  readonly from: CivilDate;
  /** Last day of landmarks. */
  readonly to: CivilDate;
  /** H: a dropout within so many days after a landmark is a positive. */
  readonly horizonDays: number;
  /** Days from one landmark to the next; 7 for each Sunday. */
  readonly everyDays: number;
}

/** Two bounds between which a figure lies, at 95 %. */
export type Interval = readonly [low: number, high: number];

/** A simple way to flag, beside which a rule set is read. */
export interface BaselineResult {
  readonly id: 'always' | 'random' | 'no-contact-90';
  readonly flagged: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly auc: number | null;
  /** The rule set's AUC less this one's, on persons resampled together. */
  readonly aucAhead: Interval | null;
}

/** The same measures on a part of the people, where at least 30 landmarks are flagged. */
export interface GroupResult {
  readonly by: 'sex' | 'age' | 'qpv';
  readonly value: string;
  readonly landmarks: number;
  readonly flagged: number;
  readonly baseRate: number;
  readonly precision: number;
}

/** The same rules, flagging from another score on. */
export interface ThresholdResult {
  readonly atRiskFrom: number;
  readonly flagged: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly alertsPerWeek: number | null;
}

/** Landmarks of the cohort, and those of them that drop out. */
interface Share {
  readonly landmarks: number;
  readonly positives: number;
}

/** A rule set beside another one, on the same people and days. */
export interface RuleSetComparison {
  readonly other: BackTestSummary['ruleSet'];
  /** Landmarks by who flags them. */
  readonly cohort: {
    readonly both: Share;
    readonly onlyThis: Share;
    readonly onlyOther: Share;
    readonly neither: Share;
  };
  /** Runs of flags that one raises and the other misses; `both` counts those of this set that meet one of the other. */
  readonly alerts: { readonly both: number; readonly onlyThis: number; readonly onlyOther: number };
  /** This set's AUC less the other's, on persons resampled together. */
  readonly aucAhead: Interval | null;
}

/**
 * What a back-test found (risk.md § 4). Figures and counts alone, so that it outlives the people in it. A figure is null
 * where the cohort cannot answer, and `why` says so under its name.
 */
export interface BackTestSummary {
  readonly ruleSet: { readonly id: string; readonly version: number; readonly hash: string };
  /** The log was read up to it; null for a cohort from elsewhere. */
  readonly position: string | null;
  readonly asked: BackTestQuestion;
  readonly persons: number;
  readonly landmarks: number;
  readonly positives: number;
  /** Landmarks and people that are no part of the cohort, and why. */
  readonly leftOut: {
    /** Already silent for H: they flatter every figure, and are told apart. */
    readonly silent: { readonly landmarks: number; readonly positives: number };
    /** Died or moved within H. */
    readonly gone: number;
    /** Less than H and 30 days were observed after it. */
    readonly unobserved: number;
    /** Known later to have been over. */
    readonly over: number;
    /** People who objected or whose processing is restricted at the position; those erased cannot be counted. */
    readonly objecting: number;
  };
  readonly baseRate: number | null;
  readonly flagged: number;
  readonly precision: number | null;
  /** Precision again, as the medical papers call it. */
  readonly ppv: number | null;
  /** PPV less the base rate. */
  readonly ppvAhead: Interval | null;
  /** Of the exits for abandonment, the share flagged at a landmark at least 7 days before. */
  readonly recall: number | null;
  readonly exits: number;
  readonly auc: number | null;
  readonly aucInterval: Interval | null;
  readonly medianLeadDays: number | null;
  readonly medianDaysFromContact: number | null;
  /** Share of the flags that came within 30 days of the last contact. */
  readonly withinThirtyDays: number | null;
  readonly alertsPerWeek: number | null;
  readonly alertsPerOperatorWeek: number | null;
  readonly baselines: readonly BaselineResult[];
  /** Both lower bounds above 0: what a rule set has to show before it is relied on. */
  readonly gate: { readonly auc: boolean | null; readonly ppv: boolean | null };
  readonly groups: readonly GroupResult[];
  readonly thresholds: readonly ThresholdResult[];
  readonly why: Readonly<Record<string, string>>;
  /** SHA-256 of what was measured, by person and landmark, and of those left out. */
  readonly hash: string;
}
