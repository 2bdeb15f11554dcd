import type { CivilDate, Uuid } from '@jalons/kernel';
import type { z } from 'zod';
import { later, type Fact } from '../facts/fact.js';
import type { PhaseRun } from '../facts/phase-runs.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { ReviewTime } from '../time/review-time.js';

/** The kinds of rules (risk.md § 1). R1b is the rule R1 again, under another id and with other delays. */
export const RULE_CODES = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11', 'R12', 'R13'] as const;
export type RuleCode = (typeof RULE_CODES)[number];

/** What would clear a flag. */
export type Clearing =
  | 'contact'
  | 'orientation-started'
  | 'orientation-answered'
  | 'back-in-training'
  | 'new-step'
  | 'announced-started'
  | 'referent'
  | 'concern-lifted'
  | 'barrier-addressed'
  | 'job-window-over';

/** What a rule reads: the facts, the instant through {@link ReviewTime} alone, and the phase that it is in. */
export interface RuleContext {
  readonly facts: RiskFacts;
  readonly time: ReviewTime;
  /** The phase as if there were neither pauses nor waiting for a start. */
  readonly underlying: PhaseRun;
}

/** A cause that holds. */
export interface Raised {
  /** Rows of the suppression table differ within one rule. */
  readonly variant?: string;
  /** With the parcours and the instance of the rule, the identity of the cause (risk.md § 3). */
  readonly anchor: string;
  /** The day from which its delay counts, as people tell it: the last contact, the proposal... */
  readonly since: CivilDate;
  /** The first day on which it held, by what is known. */
  readonly dueOn: CivilDate;
  /** The entries that it rests on; one at least. */
  readonly evidence: readonly Fact[];
  /** Days that it waited for, from which the silence after a closing derives. */
  readonly delayDays: number;
  readonly clearedBy: readonly Clearing[];
  /** The day of the last sign of her that anchors it; absent where something else does. */
  readonly signOn?: CivilDate;
  /** The structure whom it concerns first, where it is not the referent's. */
  readonly structure?: Uuid;
}

/** One rule: the form of its parameters, and when it holds. */
export interface Rule<Params = never> {
  readonly code: RuleCode;
  readonly params: z.ZodType<Params>;
  /** Variants, each with a row of its own in the suppression table; none for most. */
  readonly variants?: readonly string[];
  /** The facts that it speaks of: it holds for no parcours without any. Absent where it speaks of none alone. */
  readonly about?: 'handovers' | 'meetings' | 'attempts' | 'steps' | 'announced' | 'concerns' | 'barriers';
  raise(context: RuleContext, params: Params): readonly Raised[];
}

/** A day, or the opening where it came before: what happened earlier is counted from the opening on. */
export function sinceOpening(facts: RiskFacts, on: CivilDate): CivilDate {
  return later(facts.opening.on, on);
}

/** What the silence of a person is anchored in: her last contact, else the opening. */
export function lastSign({ lastContact, opening }: RiskFacts): Fact {
  return lastContact ?? opening;
}

export const BY_CONTACT: readonly Clearing[] = ['contact'];

/** A cause that the last sign of the person anchors, and a contact clears. */
export function sinceLastSign(facts: RiskFacts): Pick<Raised, 'anchor' | 'signOn' | 'clearedBy'> {
  const { id, on } = lastSign(facts);
  return { anchor: id, signOn: on, clearedBy: BY_CONTACT };
}
