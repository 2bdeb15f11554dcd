import { barrierUnaddressed } from './barrier-unaddressed.rule.js';
import { concern } from './concern.rule.js';
import { jobBrokenEarly } from './job-broken-early.rule.js';
import { jobFollowUp } from './job-follow-up.rule.js';
import { missedAppointments } from './missed-appointments.rule.js';
import { noContact } from './no-contact.rule.js';
import { noReferent } from './no-referent.rule.js';
import { notStarted } from './not-started.rule.js';
import { orientationNotStarted } from './orientation-not-started.rule.js';
import { orientationUnanswered } from './orientation-unanswered.rule.js';
import type { Rule, RuleCode } from './rule.js';
import { stalled } from './stalled.rule.js';
import { trainingAbandoned } from './training-abandoned.rule.js';
import { unreachable } from './unreachable.rule.js';

/** Every rule there is, with the form of its own parameters. */
export const RULES = {
  R1: noContact,
  R2: orientationNotStarted,
  R3: orientationUnanswered,
  R4: missedAppointments,
  R5: trainingAbandoned,
  R6: jobBrokenEarly,
  R7: stalled,
  R8: noReferent,
  R9: unreachable,
  R10: notStarted,
  R11: concern,
  R12: barrierUnaddressed,
  R13: jobFollowUp,
} as const;

/** A rule whose parameters were checked when its set was read. */
export function ruleOf(code: RuleCode): Rule<unknown> {
  return RULES[code] as Rule<unknown>;
}

/** The rows that a rule has in the suppression table: `R1`, or `R5/abandoned` and `R5/absence`. */
export function suppressionRowsOf(code: RuleCode): readonly string[] {
  const variants = ruleOf(code).variants ?? [];
  return variants.length === 0 ? [code] : variants.map((variant) => `${code}/${variant}`);
}
