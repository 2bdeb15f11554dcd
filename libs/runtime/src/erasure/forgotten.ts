import type { CheckpointProgress } from '@jalons/projections';
import type pg from 'pg';

const PATIENCE_MS = 20_000;

/** $1 position: versions served or being built that have not come so far. */
const BEHIND = 'SELECT count(*)::int AS behind FROM engine.projections WHERE checkpoint IS NULL OR checkpoint < $1';
/** $1 positions: what says that somebody is erased, set aside behind a poison event. */
const PARKED = 'SELECT count(*)::int AS parked FROM engine.parked_events WHERE position = ANY ($1)';

/** No parameter: what back-tests tell of those whose erasure is under way. */
const TOLD = `
  DELETE FROM engine.back_test_missed missed USING privacy.erasures erasure
   WHERE erasure.state <> 'done' AND missed.beneficiary = ANY (erasure.people)`;

/**
 * Waits, for a time, until every read model, served or being built, has dropped those who are erased at these positions:
 * each does so as it folds them. What back-tests tell of them by parcours goes here.
 * @param projections names of the read models
 */
export async function forgottenUpTo(
  { pool, progress }: { readonly pool: pg.Pool; readonly progress: Pick<CheckpointProgress, 'waitFor'> },
  projections: readonly string[],
  positions: readonly string[],
): Promise<boolean> {
  const last = positions.toSorted().at(-1);
  if (last === undefined) return true;
  await pool.query(TOLD);
  if (!(await progress.waitFor(projections, last, PATIENCE_MS))) return false;
  const { rows: lagging } = await pool.query<{ behind: number }>(BEHIND, [last]);
  const { rows: waiting } = await pool.query<{ parked: number }>(PARKED, [positions]);
  return lagging[0]!.behind === 0 && waiting[0]!.parked === 0;
}
