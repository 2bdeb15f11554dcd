import type { CivilDate } from '@jalons/kernel';
import type { Step } from '../facts/parcours-facts.js';
import type { RiskFacts } from '../facts/risk-facts.js';

/** A training abandoned for a job is no dropout (domain.md § 4, abandonment reasons). */
const RETURN_TO_EMPLOYMENT = 'return-to-employment';
/** Ends of a job that are breaks, whatever its term was. */
const BREAKS: ReadonlySet<string | null> = new Set(['broken-by-employer', 'resigned', 'mutual']);
const IN_TRIAL: ReadonlySet<string | null> = new Set(['trial-broken-by-employer', 'trial-broken-by-employee']);
const NO_BREAK: ReadonlySet<string | null> = new Set(['term', 'left-for-another-job']);

/** A step that somebody recorded the end of. */
export type EndedStep = Step & { readonly end: NonNullable<Step['end']> };

/** Steps that ended since the opening; what ended before it was known when the parcours began. */
export function endedSteps({ steps, opening }: RiskFacts): readonly EndedStep[] {
  return steps.filter((step): step is EndedStep => step.end !== null && step.end.on >= opening.on);
}

/** Abandoned, and not for a job: R5. */
export function isAbandoned({ end }: EndedStep): boolean {
  return end.how === 'abandoned' && end.reason !== RETURN_TO_EMPLOYMENT;
}

/** In trial or before its term, and not for another job: R6. Of a term that nobody knows, only a break is early. */
export function brokeEarly({ kind, end, expectedEnd }: EndedStep): boolean {
  if (kind !== 'job' || NO_BREAK.has(end.reason)) return false;
  if (IN_TRIAL.has(end.reason)) return true;
  return expectedEnd === null ? BREAKS.has(end.reason) : end.on < expectedEnd;
}

/** Whether something new began on that day or later, or another training or job went on past it. */
export function hasNewStep({ steps }: RiskFacts, { start: { id }, end }: EndedStep): boolean {
  return steps.some(
    (other) =>
      other.start.id !== id && (other.start.on >= end.on || (other.kind !== 'action' && lastsPast(other, end.on))),
  );
}

/** Whether anything goes on past the end of a step, or was announced since. */
export function goesOn(facts: RiskFacts, step: EndedStep): boolean {
  return (
    hasNewStep(facts, step) ||
    facts.steps.some(
      (other) => other.kind === 'action' && other.start.id !== step.start.id && lastsPast(other, step.end.on),
    ) ||
    facts.announced.some(({ on }) => on >= step.end.on)
  );
}

function lastsPast({ until }: Step, day: CivilDate): boolean {
  return until === null || until > day;
}
