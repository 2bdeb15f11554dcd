import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { Level } from '../rule-set/rule-set.js';
import type { Clearing, RuleCode } from '../rules/rule.js';

/** What keeps a flag out of the score while it lasts. */
export interface Mute {
  readonly by: 'no-contact-wanted' | 'pause' | 'waiting-start' | 'appointment';
  /** First day without it, by what is known. */
  readonly until: CivilDate | null;
  /** The entry that says so, where it is one. */
  readonly evidence: Uuid | null;
}

/** A rule that holds for a parcours, with why, and what would clear it. */
export interface Flag {
  /** The appearance of the rule in its set; with the anchor, the identity of the cause. */
  readonly instance: string;
  readonly rule: RuleCode;
  readonly variant: string | null;
  readonly anchor: string;
  readonly weight: number;
  readonly group: 'S' | 'H' | 'B' | null;
  /** The day that it tells of: the last contact, the proposal, the end of the job... */
  readonly since: CivilDate;
  /** The day since which it holds. */
  readonly dueOn: CivilDate;
  /** The day of the last contact, or of the opening, that anchors it; null where something else does. */
  readonly signOn: CivilDate | null;
  /** The entries in force that it rests on. */
  readonly evidence: readonly Uuid[];
  /** When the log took the latest of them, under its first form. */
  readonly evidenceAt: Instant;
  readonly clearedBy: readonly Clearing[];
  /** Days for which closing an alert silences this cause. */
  readonly rearmDays: number;
  /** Whom it concerns before the referent. */
  readonly structure: Uuid | null;
  readonly mutedBy: Mute | null;
}

/** What nothing scores any more, and somebody must still read: a worry, where the person objected to profiling. */
export interface PlainMessage {
  readonly kind: 'concern';
  readonly since: CivilDate;
  readonly evidence: Uuid;
}

/** A review: it holds dates, never elapsed days, so that it stays true until {@link nextReviewAt}. */
export interface Evaluation {
  readonly ruleSet: { readonly id: string; readonly version: number };
  readonly score: number;
  readonly level: Level;
  /** In the order of the rule set, then of the facts; muted ones among them. */
  readonly flags: readonly Flag[];
  readonly messages: readonly PlainMessage[];
  /** Why nothing may be evaluated: an objection to profiling, or a restriction. */
  readonly stoppedBy: { readonly by: 'objection' | 'restriction'; readonly evidence: Uuid } | null;
  /** When time alone may change the result; null where only an event can. */
  readonly nextReviewAt: Instant | null;
}
