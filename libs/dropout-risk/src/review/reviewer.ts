import { commandHashOf, SYSTEM_ACTOR_ID, type CommandRunner, type Position } from '@jalons/event-log';
import { addDays, dateAt, derivedId, isDomainError, type Instant, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import { alertDecider } from '../alerts/alert.decider.js';
import { alertIdOf, shadowAlertIdOf } from '../alerts/alert-id.js';
import { NO_ALERT, type AlertState } from '../alerts/alert.state.js';
import { earlier, planReview } from '../alerts/plan-review.js';
import { reviewOf, voidedReview, type Review } from '../alerts/review.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { RiskFacts } from '../facts/risk-facts.js';
import { loadRuleSet } from '../rule-set/load.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import { withStatus, type RuleSets } from '../rule-set/rule-set.state.js';
import { DueRows, type DueRow } from './due-rows.js';
import { putOff, saveReviews, type FailedReview, type SavedReview } from './save-reviews.js';
import { SurroundingsReader, type Habits } from './surroundings.js';

export interface ReviewerParts extends Habits {
  /** Under the worker's role. */
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly runner: CommandRunner;
  readonly idSecret: Uint8Array;
  /** The rules of a territory that has none of its own; those that ship by default. */
  readonly shipped?: RuleSet;
  /** Told of a review that failed, by class or code alone. */
  readonly onFailure?: (failure: { readonly parcours: Uuid; readonly error: unknown }) => void;
}

/** What a run of reviews did. */
export interface ReviewCounts {
  readonly reviewed: number;
  /** Parcours to whose alerts something was appended. */
  readonly changed: number;
  readonly failed: number;
}

/** Rows of one batch: some thousand keep the statements worth their round trips, and the memory bounded. */
const BATCH = 1_000;
/** Appends under way at once; the log commits them in groups. */
const APPENDS = 32;
/** A failed review comes again after so long. */
const RETRY_MS = 15 * 60_000;
/** Overdue by more, it is one of many that a stop has left: told in one digest. */
const LONG_STOP_MS = 24 * 3_600_000;

/**
 * Reviews the parcours that are due, because something happened or because time came (risk.md § 2). The cost follows
 * what is due. Each step may be repeated: an alert is decided on its own stream, and a result is saved only where
 * nothing happened meanwhile; so a process that dies in between loses and doubles nothing.
 */
export class RiskReviewer {
  private readonly rows: DueRows;
  private readonly surroundings: SurroundingsReader;
  private readonly shipped: RuleSet;

  constructor(private readonly parts: ReviewerParts) {
    this.rows = new DueRows(parts.pool);
    this.surroundings = new SurroundingsReader(this.rows, parts);
    this.shipped = parts.shipped ?? loadRuleSet();
  }

  /**
   * Everything that is due at `now`, in batches.
   * @param whole the end of the log at some moment since; without it, the read model must hold all of the log
   * @param signal stops between two batches
   */
  async reviewDue(
    now: Instant,
    { whole = null, signal }: { readonly whole?: Position | null; readonly signal?: AbortSignal } = {},
  ): Promise<ReviewCounts> {
    let total: ReviewCounts = { reviewed: 0, changed: 0, failed: 0 };
    for (;;) {
      const due = await this.rows.due(now, BATCH, whole);
      const counts = await this.review(due, now);
      total = {
        reviewed: total.reviewed + counts.reviewed,
        changed: total.changed + counts.changed,
        failed: total.failed + counts.failed,
      };
      if (due.length < BATCH || signal?.aborted === true) return total;
    }
  }

  private async review(due: readonly DueRow[], now: Instant): Promise<ReviewCounts> {
    if (due.length === 0) return { reviewed: 0, changed: 0, failed: 0 };
    const [facts, ruleSets] = await Promise.all([this.surroundings.assemble(due), this.rows.rules()]);
    const rulesOf = ({ territory }: DueRow) => rulesIn(ruleSets.get(territory ?? ''), this.shipped);
    const { idSecret } = this.parts;
    const alerts = await this.rows.alerts(
      due.flatMap((row) => {
        const { shadow } = rulesOf(row);
        const live = alertIdOf(idSecret, row.parcours);
        return shadow === null ? [live] : [live, shadowAlertIdOf(idSecret, row.parcours, shadow.version)];
      }),
    );
    const saved: SavedReview[] = [];
    const failed: FailedReview[] = [];
    let changed = 0;
    const appends: (() => Promise<void>)[] = [];
    for (const row of due) {
      try {
        const planned = this.plan(row, facts.get(row.parcours), rulesOf(row), alerts, now);
        const save = () => void saved.push({ ...planned, parcours: row.parcours, touched: row.touched });
        if (planned.commands.length === 0) save();
        else {
          changed += 1;
          appends.push(() =>
            this.append(row, planned.commands, now).then(save, (error) => this.fail(failed, row, error)),
          );
        }
      } catch (error) {
        this.fail(failed, row, error);
      }
    }
    await inTurns(appends, APPENDS);
    await saveReviews(this.parts.pool, saved, now);
    if (failed.length > 0) await putOff(this.parts.pool, failed, { until: now + RETRY_MS, now });
    return { reviewed: due.length, changed, failed: failed.length };
  }

  private plan(
    row: DueRow,
    facts: RiskFacts | undefined,
    { active, shadow }: Rules,
    alerts: ReadonlyMap<Uuid, AlertState>,
    now: Instant,
  ): Planned {
    const { parcours } = row;
    const { idSecret } = this.parts;
    const live = this.planOne(row, facts, active, alerts.get(alertIdOf(idSecret, parcours)), now, {});
    const commands: Command[] = live.changes ? [{ alert: alertIdOf(idSecret, parcours), review: live.review }] : [];
    let { dueAt } = live;
    if (shadow !== null) {
      const alert = shadowAlertIdOf(idSecret, parcours, shadow.version);
      const tried = this.planOne(row, facts, shadow, alerts.get(alert), now, { shadow: true });
      if (tried.changes) commands.push({ alert, review: tried.review });
      dueAt = earlier(dueAt, tried.dueAt);
    }
    return { commands, dueAt, evaluation: facts === undefined ? null : live.review.evaluation };
  }

  private planOne(
    row: DueRow,
    facts: RiskFacts | undefined,
    rules: RuleSet,
    state: AlertState | undefined,
    now: Instant,
    how: Pick<Review, 'shadow'>,
  ): { readonly review: Review; readonly changes: boolean; readonly dueAt: Instant | null } {
    const review = this.reviewFor(row, facts, rules, now, how);
    const planned = planReview(state ?? NO_ALERT, review, now);
    const dueAt = earlier(review.evaluation.nextReviewAt, planned.dueAt);
    return { review, changes: planned.events.length > 0, dueAt };
  }

  private reviewFor(
    row: DueRow,
    facts: RiskFacts | undefined,
    rules: RuleSet,
    now: Instant,
    how: Pick<Review, 'shadow'>,
  ): Review {
    if (facts === undefined) {
      const { calendar, zone } = this.parts;
      const midnights = this.surroundings.midnightsOf(zone);
      return voidedReview({ parcours: row.parcours, calendar, midnights }, rules, how);
    }
    const backlog = isBacklog(row, facts, now) ? ({ backlog: true } as const) : {};
    return reviewOf(facts, evaluate(facts, rules, now), rules, { ...how, ...backlog });
  }

  private async append(row: DueRow, commands: readonly Command[], now: Instant): Promise<void> {
    const { runner, idSecret } = this.parts;
    for (const { alert, review } of commands) {
      // Decided again on the stream itself: what the read model did not know yet is not raised twice.
      const commandId = derivedId(idSecret, 'review-alert', alert, row.touched, String(now));
      await runner.run({
        ...{ decider: alertDecider, stream: `alert-${alert}`, command: { type: 'ReviewAlert', review } },
        context: {
          ...{ commandId, commandHash: commandHashOf({ alert, touched: row.touched, now }), actor: SYSTEM_ACTOR_ID },
          ...{ correlationId: commandId, ...(row.territory !== null && { territory: row.territory }) },
        },
        decision: { now, zone: review.facts.midnights.zone },
        keyId: row.beneficiary,
      });
    }
  }

  private fail(failed: FailedReview[], { parcours }: DueRow, error: unknown): void {
    failed.push({ parcours, code: codeOf(error) });
    // Erased meanwhile: its rows are about to go.
    if (isDomainError(error) && error.kind === 'gone') return;
    this.parts.onFailure?.({ parcours, error });
  }
}

interface Rules {
  readonly active: RuleSet;
  readonly shadow: RuleSet | null;
}

interface Command {
  readonly alert: Uuid;
  readonly review: Review;
}

interface Planned extends Pick<SavedReview, 'evaluation' | 'dueAt'> {
  readonly commands: readonly Command[];
}

function rulesIn(sets: RuleSets | undefined, shipped: RuleSet): Rules {
  if (sets === undefined) return { active: shipped, shadow: null };
  return {
    active: withStatus(sets, 'active')?.ruleSet ?? shipped,
    shadow: withStatus(sets, 'shadow')?.ruleSet ?? null,
  };
}

/** Of an import, of other rules, of a long stop, or of a parcours that was there before its first review. */
function isBacklog({ backlog, dueAt, reviewedAt }: DueRow, { opening, midnights }: RiskFacts, now: Instant): boolean {
  if (backlog || (dueAt > 0 && now - dueAt > LONG_STOP_MS)) return true;
  return reviewedAt === null && addDays(opening.on, 1) < dateAt(now, midnights.zone);
}

/** The code or class of what was thrown: its message may quote a value. */
function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
}

/** Runs tasks, some at once. */
async function inTurns(tasks: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) await task();
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker));
}
