import { addDays, type Instant, type Uuid } from '@jalons/kernel';
import { earlier, planReview } from '../alerts/plan-review.js';
import { reviewOf, trialOver, voidedReview, type Review } from '../alerts/review.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { Evaluation } from '../evaluate/flag.js';
import type { News } from '../facts/news.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import type { Midnights } from '../time/midnights.js';
import type { DueRow } from './due-rows.js';
import type { LoadedReview, Watch } from './load-reviews.js';
import type { Habits } from './surroundings.js';

/** Overdue by more, it is one of many that a stop has left: told in one digest. */
const LONG_STOP_MS = 24 * 3_600_000;

/** A review that changes something for an alert. */
export interface AlertChange {
  readonly alert: Uuid;
  readonly review: Review;
}

/** What the review of one parcours finds. */
export interface PlannedParcours {
  /** Null where the parcours is gone. */
  readonly evaluation: Evaluation | null;
  readonly dueAt: Instant | null;
  /** Empty for most: nothing is appended then. */
  readonly changes: readonly AlertChange[];
}

/** Where the days of a parcours that is gone are counted. */
export type Elsewhere = Pick<Habits, 'calendar'> & { readonly midnights: Midnights };

/** Reviews one parcours by the rules in force and by those on trial. Pure. */
export function planParcours(loaded: LoadedReview, now: Instant, elsewhere: Elsewhere): PlannedParcours {
  const { row, facts, active, shadow, tried: over } = loaded;
  const backlog = facts !== undefined && isBacklog(row, facts, now) ? ({ backlog: true } as const) : {};
  const live = planOne(row, facts, active, now, backlog, elsewhere);
  const tried = shadow === null ? null : planOne(row, facts, shadow, now, { ...backlog, shadow: true }, elsewhere);
  return {
    evaluation: facts === undefined ? null : live.review.evaluation,
    dueAt: tried === null ? live.dueAt : earlier(live.dueAt, tried.dueAt),
    changes: [
      ...(live.changes ? [live] : []),
      ...(tried?.changes === true ? [tried] : []),
      ...over.map(({ ruleSet, alert }) => {
        return { alert, review: trialOver({ parcours: row.parcours, ...(facts ?? elsewhere) }, ruleSet) };
      }),
    ],
  };
}

/** The change with what an alert that ends names; no decision rests on it. */
export function withNews({ alert, review }: AlertChange, latest: readonly News[]): AlertChange {
  return { alert, review: { ...review, facts: { ...review.facts, latest } } };
}

function planOne(
  { parcours }: DueRow,
  facts: RiskFacts | undefined,
  { ruleSet, alert, state }: Watch,
  now: Instant,
  how: Pick<Review, 'shadow' | 'backlog'>,
  elsewhere: Elsewhere,
): AlertChange & { readonly changes: boolean; readonly dueAt: Instant | null } {
  const review =
    facts === undefined
      ? voidedReview({ parcours, ...elsewhere }, ruleSet, how)
      : reviewOf(facts, evaluate(facts, ruleSet, now), ruleSet, how);
  const planned = planReview(state, review, now);
  const dueAt = earlier(review.evaluation.nextReviewAt, planned.dueAt);
  return { alert, review, changes: planned.events.length > 0, dueAt };
}

/** Of an import, of other rules, of a long stop, or of a parcours that was there before its first review. */
function isBacklog({ backlog, dueAt, reviewedAt }: DueRow, { opening, midnights }: RiskFacts, now: Instant): boolean {
  if (backlog || (dueAt > 0 && now - dueAt > LONG_STOP_MS)) return true;
  return reviewedAt === null && addDays(opening.on, 1) < midnights.dayAt(now);
}
