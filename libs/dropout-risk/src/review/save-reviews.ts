import type { Position } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { Evaluation } from '../evaluate/flag.js';

/** The outcome of one review, for the parcours as it was read. */
export interface SavedReview {
  readonly parcours: Uuid;
  /** What had happened when it was read: where something happened since, nothing is saved and it stays due. */
  readonly touched: Position;
  /** Null where the parcours is gone. */
  readonly evaluation: Evaluation | null;
  readonly dueAt: Instant | null;
}

/** $1 reviews as JSON, $2 now; rows are locked in order of their ids, as the projection locks them */
const SAVE = `
  WITH told AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS told (
      parcours uuid, touched text, due_ms bigint, rule_set_version integer, score integer, level text, flags jsonb,
      messages jsonb, stopped_by text, flag_count integer,
      since date)),
  locked AS MATERIALIZED (
    SELECT board.parcours FROM read.risk_board board
     WHERE board.parcours IN (SELECT parcours FROM told) ORDER BY board.parcours FOR UPDATE)
  UPDATE read.risk_board board
     SET due_ms = told.due_ms, reviewed_ms = $2, backlog = false, rule_set_version = told.rule_set_version,
         score = told.score, level = told.level, flags = told.flags, messages = told.messages,
         stopped_by = told.stopped_by, flag_count = told.flag_count, since = told.since,
         failed_code = NULL, failed_ms = NULL
    FROM told JOIN locked USING (parcours)
   WHERE board.parcours = told.parcours AND board.touched = told.touched`;

/** $1 parcours, $2 codes of what went wrong, $3 when to try again, $4 now */
const PUT_OFF = `
  UPDATE read.risk_board board SET due_ms = $3, failed_code = told.code, failed_ms = $4
    FROM unnest($1::uuid[], $2::text[]) told (parcours, code)
   WHERE board.parcours = told.parcours`;

/** Writes what reviews found; one statement for a batch. */
export async function saveReviews(
  pool: Pick<pg.Pool, 'query'>,
  reviews: readonly SavedReview[],
  now: Instant,
): Promise<void> {
  if (reviews.length === 0) return;
  const rows = reviews.map(({ parcours, touched, evaluation, dueAt }) => ({
    ...{ parcours, touched, due_ms: dueAt, rule_set_version: evaluation?.ruleSet.version ?? null },
    ...{ score: evaluation?.score ?? null, level: evaluation?.level ?? null, flags: evaluation?.flags ?? null },
    ...{ messages: evaluation?.messages ?? null, stopped_by: evaluation?.stoppedBy?.by ?? null },
    ...counted(evaluation),
  }));
  await pool.query({ name: 'risk_save_2', text: SAVE, values: [JSON.stringify(rows), now] });
}

/** The flags that count, and the day since which one of them holds. */
function counted(evaluation: Evaluation | null) {
  const due = (evaluation?.flags ?? []).filter(({ mutedBy }) => mutedBy === null).map(({ dueOn }) => dueOn);
  return { flag_count: due.length, since: due.toSorted()[0] ?? null };
}

/** A review that failed: by the code of what went wrong, never its words, which may quote a value. */
export interface FailedReview {
  readonly parcours: Uuid;
  readonly code: string;
}

/** Reviews that failed come again later, and keep no other one waiting; meanwhile the board says so. */
export async function putOff(
  pool: Pick<pg.Pool, 'query'>,
  failed: readonly FailedReview[],
  { until, now }: { readonly until: Instant; readonly now: Instant },
): Promise<void> {
  const values = [failed.map(({ parcours }) => parcours), failed.map(({ code }) => code), until, now];
  await pool.query({ name: 'risk_put_off_2', text: PUT_OFF, values });
}
