import { defineEvents, type DomainEvent } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { Level } from '../rule-set/rule-set.js';
import type { RuleCode } from '../rules/rule.js';

/** What a person says became of an alert (risk.md § 3). */
export const OUTCOMES = ['reconnected', 'lost', 'already-in-job', 'late-data', 'duplicate', 'not-relevant'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * What took a cause or an alert away. Beyond the list of risk.md § 3: `other`, where a worry was lifted, a referent
 * named, an orientation answered, or time alone passed.
 */
export type EndKind =
  'contact' | 'start' | 'exit' | 'correction' | 'late-data' | 'objection' | 'restriction' | 'rule-retired' | 'other';

/** The entry that did it, or the instant where none did. */
export type EndedBy =
  { readonly byEvent: Uuid; readonly at?: never } | { readonly at: Instant; readonly byEvent?: never };

/** Which cause: with the parcours, its identity; an occurrence is one time that it was raised. */
export interface CauseKey {
  /** Of the rule, in its set. */
  readonly instance: string;
  readonly anchor: string;
  readonly occurrence: number;
}

export interface Cause extends CauseKey {
  readonly rule: RuleCode;
  readonly evidence: readonly Uuid[];
  /** Days for which a closing silences it. */
  readonly rearmDays: number;
}

/** Events of an `alert-id` stream: one per parcours, under the beneficiary's key. `n` counts its alerts from 1. */
export type AlertEvent =
  | DomainEvent<
      'AlertRaised',
      {
        readonly parcours: Uuid;
        readonly n: number;
        readonly ruleSet: string;
        readonly ruleSetVersion: number;
        readonly causes: readonly Cause[];
        readonly level: Level;
        /** The instant of the review. */
        readonly at: Instant;
        /** By a rule set on trial, out of the sight of operators. */
        readonly shadow?: true;
        /** Among many at once, of an import, an activation or a long stop: shown first, and told in one digest. */
        readonly backlog?: true;
      }
    >
  | DomainEvent<
      'AlertCauseAdded',
      {
        readonly n: number;
        readonly cause: Cause;
        /** The cause that goes on under another anchor, because a late contact moved it: nobody is told. */
        readonly replaces?: CauseKey;
        readonly at: Instant;
      }
    >
  | DomainEvent<
      'AlertCauseEnded',
      {
        readonly n: number;
        readonly cause: CauseKey;
        /** `muted`: it still holds, and is out of the score. Holding again is a new occurrence in either case. */
        readonly kind: EndKind | 'muted';
        readonly by: EndedBy;
      }
    >
  | DomainEvent<
      'AlertLevelChanged',
      {
        readonly n: number;
        readonly level: Level;
        /** Below the level that raises, because of what is muted alone. */
        readonly suspended: boolean;
        readonly at: Instant;
      }
    >
  | DomainEvent<'AlertSeen', { readonly n: number }>
  | DomainEvent<'AlertTakenInCharge', { readonly n: number }>
  | DomainEvent<
      'AlertSnoozed',
      {
        readonly n: number;
        /** First day on which it is shown again. */
        readonly until: CivilDate;
      }
    >
  | DomainEvent<'AlertEscalated', { readonly n: number; readonly at: Instant }>
  | DomainEvent<
      'AlertClosed',
      {
        readonly n: number;
        readonly outcome: Outcome;
        readonly note?: string;
        /** The causes that it silences, and the day from which each may be raised again. */
        readonly silenced: readonly (CauseKey & { readonly until: CivilDate })[];
      }
    >
  | DomainEvent<
      'AlertResolved',
      {
        readonly n: number;
        readonly kind: EndKind;
        readonly by: EndedBy;
        /** An exit for abandonment counts as lost, whoever closed nothing. */
        readonly outcome?: 'lost';
      }
    >;

/** For the registry of the codec. */
export const alertEvents = defineEvents<AlertEvent>({
  AlertRaised: { version: 1 },
  AlertCauseAdded: { version: 1 },
  AlertCauseEnded: { version: 1 },
  AlertLevelChanged: { version: 1 },
  AlertSeen: { version: 1 },
  AlertTakenInCharge: { version: 1 },
  AlertSnoozed: { version: 1 },
  AlertEscalated: { version: 1 },
  AlertClosed: { version: 1 },
  AlertResolved: { version: 1 },
});
