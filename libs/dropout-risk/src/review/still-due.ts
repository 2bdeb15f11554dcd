import type { Instant } from '@jalons/kernel';
import type pg from 'pg';

/** $1 now */
const STILL_DUE = 'SELECT count(*)::integer AS due FROM read.risk_board WHERE due_ms <= $1';

/** How many parcours wait for a review; under the worker's role. */
export async function stillDue(pool: Pick<pg.Pool, 'query'>, now: Instant): Promise<number> {
  const { rows } = await pool.query<{ due: number }>(STILL_DUE, [now]);
  return rows[0]!.due;
}
