import { dropAbandonedBuilds, dropRetired, laggardsBehind, type CheckpointProgress } from '@jalons/projections';
import type pg from 'pg';

const PATIENCE_MS = 20_000;

/** $1 positions: what says that somebody is erased, set aside behind a poison event. */
const PARKED = 'SELECT count(*)::int AS parked FROM engine.parked_events WHERE position = ANY ($1)';

/** No parameter: what back-tests tell of those whose erasure is under way. */
const TOLD = `
  DELETE FROM engine.back_test_missed missed USING privacy.erasures erasure
   WHERE erasure.state <> 'done' AND missed.beneficiary = ANY (erasure.people)`;

export interface ForgettingParts {
  /** Under the worker's role. */
  readonly pool: pg.Pool;
  readonly progress: Pick<CheckpointProgress, 'waitFor'>;
  /** Of the owner of the tables; without one, what rebuilds left stays, to be said once the erasure is done. */
  readonly ownerUrl: string | undefined;
}

/**
 * Waits, for a time, until every read model, served or being built, has dropped those who are erased at these positions:
 * each does so as it folds them. What back-tests tell of them by parcours goes here, and what rebuilds left behind:
 * nobody folds anything into that any more.
 * @param projections names of the read models
 */
export async function forgottenUpTo(
  { pool, progress, ownerUrl }: ForgettingParts,
  projections: readonly string[],
  positions: readonly string[],
): Promise<boolean> {
  const last = positions.toSorted().at(-1);
  if (last === undefined) return true;
  await pool.query(TOLD);
  if (!(await progress.waitFor(projections, last, PATIENCE_MS))) return false;
  if (ownerUrl !== undefined) await dropAbandonedBuilds(pool, ownerUrl);
  const { served, building, abandoned } = await laggardsBehind(pool, last);
  const behind = served + building + (ownerUrl === undefined ? 0 : abandoned);
  const { rows: waiting } = await pool.query<{ parked: number }>(PARKED, [positions]);
  if (behind > 0 || waiting[0]!.parked > 0) return false;
  // After those that are served: a swap from here on retires what has forgotten her.
  return ownerUrl === undefined || dropRetired(ownerUrl);
}
