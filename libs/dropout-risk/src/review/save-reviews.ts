import { hash } from 'node:crypto';
import type { Position } from '@jalons/event-log';
import type { Instant, Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { Evaluation } from '../evaluate/flag.js';

/** The outcome of one review, for the parcours as it was read. */
export interface SavedReview {
  readonly parcours: Uuid;
  /** What had happened when it was read: where something happened since, nothing is saved and it stays due. */
  readonly touched: Position;
  /** Of what the last review wrote; null before the first. */
  readonly resultHash: string | null;
  /** Null where the parcours is gone. */
  readonly evaluation: Evaluation | null;
  readonly dueAt: Instant | null;
}

/**
 * What was told of rows that nothing happened to meanwhile. Locked in order of their ids, as the projection locks them,
 * so that neither waits in a circle. One list, each row found by its id: joined to a list of locked ones, a plan that
 * takes both for short compares every row with every other.
 */
const locked = (told: string) => `
  WITH locked AS MATERIALIZED (
    SELECT told.* FROM ${told} JOIN read.risk_board board
        ON board.parcours = told.parcours AND board.touched = told.touched
     ORDER BY board.parcours FOR UPDATE OF board)`;

/** $1 parcours, $2 what had happened to each, $3 when each is due again, $4 now: the result is what it was. */
const SAME_AGAIN = `
  ${locked('unnest($1::uuid[], $2::text[], $3::bigint[]) AS told (parcours, touched, due_ms)')}
  UPDATE read.risk_board board
     SET due_ms = told.due_ms, reviewed_ms = $4, backlog = false, failed_code = NULL, failed_ms = NULL
    FROM locked told
   WHERE board.parcours = told.parcours AND board.touched = told.touched`;

/** What reviews found on the board, and more that is told of them. */
const showFound = (told: string, more: string) => `
  ${locked(`json_to_recordset($1::json) AS told (
      parcours uuid, touched text, ${told} rule_set_version integer, score integer, level text, flags jsonb,
      messages jsonb, stopped_by text, flag_count integer, since date, result_hash text)`)}
  UPDATE read.risk_board board
     SET rule_set_version = told.rule_set_version, score = told.score, level = told.level, flags = told.flags,
         messages = told.messages, stopped_by = told.stopped_by, flag_count = told.flag_count, since = told.since,
         result_hash = told.result_hash${more}
    FROM locked told
   WHERE board.parcours = told.parcours AND board.touched = told.touched`;

/** $1 reviews as JSON, $2 now */
const CHANGED = showFound(
  'due_ms bigint,',
  ', due_ms = told.due_ms, reviewed_ms = $2, backlog = false, failed_code = NULL, failed_ms = NULL',
);

/** $1 reviews as JSON: what they found, and nothing of when they were made. */
const SHOWN = showFound('', '');

/** $1 parcours, $2 codes of what went wrong, $3 when to try again, $4 now */
const PUT_OFF = `
  UPDATE read.risk_board board SET due_ms = $3, failed_code = told.code, failed_ms = $4
    FROM unnest($1::uuid[], $2::text[]) told (parcours, code)
   WHERE board.parcours = told.parcours`;

/** Writes what reviews found: of most the day on which they come again alone. A statement for each kind of a batch. */
export async function saveReviews(
  pool: Pick<pg.Pool, 'query'>,
  reviews: readonly SavedReview[],
  now: Instant,
): Promise<void> {
  const same: SavedReview[] = [];
  const changed: object[] = [];
  for (const review of reviews) {
    const { parcours, touched, dueAt, evaluation, resultHash } = review;
    const result = writtenOf(evaluation);
    if (result.result_hash === resultHash) same.push(review);
    else changed.push({ parcours, touched, due_ms: dueAt, ...result });
  }
  if (changed.length > 0) {
    await pool.query({ name: 'risk_save_3', text: CHANGED, values: [JSON.stringify(changed), now] });
  }
  if (same.length > 0) {
    const ids = same.map(({ parcours }) => parcours);
    const values = [ids, same.map(({ touched }) => touched), same.map(({ dueAt }) => dueAt), now];
    await pool.query({ name: 'risk_save_same_1', text: SAME_AGAIN, values });
  }
}

/**
 * Shows what reviews found before the alerts that they raise are logged: whoever is told of an alert reads its level. They
 * stay due until they are saved, so that one that a crash cuts short is made again.
 */
export async function showReviews(
  pool: Pick<pg.Pool, 'query'>,
  reviews: readonly Pick<SavedReview, 'parcours' | 'touched' | 'resultHash' | 'evaluation'>[],
): Promise<void> {
  const changed = reviews.flatMap(({ parcours, touched, resultHash, evaluation }) => {
    const result = writtenOf(evaluation);
    return result.result_hash === resultHash ? [] : [{ parcours, touched, ...result }];
  });
  if (changed.length > 0) await pool.query({ name: 'risk_show_1', text: SHOWN, values: [JSON.stringify(changed)] });
}

function writtenOf(evaluation: Evaluation | null) {
  const result = resultOf(evaluation);
  return { ...result, result_hash: hash('sha1', JSON.stringify(result), 'base64') };
}

/** What the board shows of a review. */
function resultOf(evaluation: Evaluation | null) {
  const counted = (evaluation?.flags ?? []).filter(({ mutedBy }) => mutedBy === null).map(({ dueOn }) => dueOn);
  return {
    rule_set_version: evaluation?.ruleSet.version ?? null,
    score: evaluation?.score ?? null,
    level: evaluation?.level ?? null,
    flags: evaluation?.flags ?? null,
    messages: evaluation?.messages ?? null,
    stopped_by: evaluation?.stoppedBy?.by ?? null,
    // The flags that count, and the day since which one of them holds.
    flag_count: counted.length,
    since: counted.toSorted()[0] ?? null,
  };
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
