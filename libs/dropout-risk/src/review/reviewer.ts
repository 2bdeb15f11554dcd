import { commandHashOf, SYSTEM_ACTOR_ID, type CommandRunner, type Position } from '@jalons/event-log';
import { derivedId, isDomainError, type Instant, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import { alertDecider } from '../alerts/alert.decider.js';
import { loadRuleSet } from '../rule-set/load.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import { DueRows, type DueRow } from './due-rows.js';
import { ReviewLoader, type LoadedBatch, type LoadedReview } from './load-reviews.js';
import { planParcours, withNews, type AlertChange, type PlannedParcours } from './plan-parcours.js';
import { putOff, saveReviews, showReviews, type FailedReview, type SavedReview } from './save-reviews.js';
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

/** Appends under way at once; the log commits them in groups. */
const APPENDS = 32;
/** A failed review comes again after so long. */
const RETRY_MS = 15 * 60_000;

/**
 * Reviews the parcours that are due, because something happened or because time came (risk.md § 2). The cost follows
 * what is due. Each step may be repeated: an alert is decided on its own stream, and a result is saved only where
 * nothing happened meanwhile; so a process that dies in between loses and doubles nothing.
 */
export class RiskReviewer {
  private readonly loader: ReviewLoader;
  private readonly surroundings: SurroundingsReader;

  constructor(private readonly parts: ReviewerParts) {
    const rows = new DueRows(parts.pool);
    const { idSecret, shipped = loadRuleSet() } = parts;
    this.surroundings = new SurroundingsReader(rows, parts);
    this.loader = new ReviewLoader(rows, this.surroundings, { idSecret, shipped });
  }

  /**
   * Everything that is due at `now`, in batches, once; what comes due meanwhile is for the next run. While one batch is
   * reviewed, the next one is read.
   * @param whole the end of the log at some moment since; without it, the read model must hold all of the log
   * @param signal stops between two batches
   */
  async reviewDue(
    now: Instant,
    { whole = null, signal }: { readonly whole?: Position | null; readonly signal?: AbortSignal } = {},
  ): Promise<ReviewCounts> {
    let total: ReviewCounts = { reviewed: 0, changed: 0, failed: 0 };
    const stopped = () => signal?.aborted === true;
    let loading = this.loader.load(now, whole, null);
    for (;;) {
      const { reviews, last } = await loading;
      if (last !== null && !stopped()) loading = this.ahead(now, whole, last);
      const counts = await this.review(reviews, now);
      total = {
        reviewed: total.reviewed + counts.reviewed,
        changed: total.changed + counts.changed,
        failed: total.failed + counts.failed,
      };
      if (last === null || stopped()) return total;
    }
  }

  private ahead(now: Instant, whole: Position | null, last: DueRow): Promise<LoadedBatch> {
    const loading = this.loader.load(now, whole, last);
    // It is awaited later, or not at all where the present batch fails.
    loading.catch(() => {});
    return loading;
  }

  private async review(reviews: readonly LoadedReview[], now: Instant): Promise<ReviewCounts> {
    if (reviews.length === 0) return { reviewed: 0, changed: 0, failed: 0 };
    const saved: SavedReview[] = [];
    const failed: FailedReview[] = [];
    const changing: { readonly row: DueRow; readonly planned: PlannedParcours }[] = [];
    const { calendar, zone } = this.parts;
    const elsewhere = { calendar, midnights: this.surroundings.midnightsOf(zone) };
    const save = ({ parcours, touched, resultHash }: DueRow, { evaluation, dueAt }: PlannedParcours) =>
      saved.push({ parcours, touched, resultHash, evaluation, dueAt });
    for (const loaded of reviews) {
      const { row } = loaded;
      try {
        const planned = planParcours(loaded, now, elsewhere);
        if (planned.changes.length === 0) save(row, planned);
        else changing.push({ row, planned });
      } catch (error) {
        this.fail(failed, row, error);
      }
    }
    if (changing.length > 0) {
      await showReviews(
        this.parts.pool,
        changing.map(({ row, planned }) => ({ ...row, evaluation: planned.evaluation })),
      );
      const latest = await this.loader.latest(changing.map(({ row }) => row.parcours));
      const appends = changing.map(({ row, planned }) => async () => {
        const changes = planned.changes.map((change) => withNews(change, latest.get(row.parcours) ?? []));
        await this.append(row, changes, now).then(
          () => save(row, planned),
          (error) => this.fail(failed, row, error),
        );
      });
      await inTurns(appends, APPENDS);
    }
    await saveReviews(this.parts.pool, saved, now);
    if (failed.length > 0) await putOff(this.parts.pool, failed, { until: now + RETRY_MS, now });
    return { reviewed: reviews.length, changed: changing.length, failed: failed.length };
  }

  private async append(row: DueRow, changes: readonly AlertChange[], now: Instant): Promise<void> {
    const { runner, idSecret } = this.parts;
    for (const { alert, review } of changes) {
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
