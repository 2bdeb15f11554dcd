import { defineEvents, type DomainEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { BackTestSummary } from '../backtest/summary.js';
import type { RuleSet } from './rule-set.js';

/** Events of a `ruleSet-territory` stream, under the system key (risk.md § 4). Version 1 is the set that ships. */
export type RuleSetEvent =
  /** A draft, or the same draft changed. */
  | DomainEvent<'RuleSetDrafted', { readonly version: number; readonly ruleSet: RuleSet; readonly hash: string }>
  | DomainEvent<
      'BackTestRecorded',
      {
        readonly version: number;
        /** Of the rule set as it was tested: a draft that changed since was not. */
        readonly ruleSetHash: string;
        readonly summary: BackTestSummary;
      }
    >
  /** On trial: its alerts are recorded apart, out of the sight of operators. */
  | DomainEvent<'RuleSetShadowed', { readonly version: number }>
  | DomainEvent<
      'RuleSetActivated',
      {
        readonly version: number;
        readonly reason: string;
        /** The BackTestRecorded that was relied on. */
        readonly backTest: Uuid;
      }
    >
  | DomainEvent<'RuleSetRetired', { readonly version: number; readonly reason: string }>;

/** For the registry of the codec. */
export const ruleSetEvents = defineEvents<RuleSetEvent>({
  RuleSetDrafted: { version: 1 },
  BackTestRecorded: { version: 1 },
  RuleSetShadowed: { version: 1 },
  RuleSetActivated: { version: 1 },
  RuleSetRetired: { version: 1 },
});
