import type { Uuid } from '@jalons/kernel';
import type pg from 'pg';
import { DESTROY_KEYS } from './key-statements.js';

/**
 * Destroys the keys of these subjects, all or none, for ever; every process forgets them at once. May be repeated.
 * For the worker's or the command line's role: the api cannot.
 * @returns the subjects whose key lived until now
 */
export async function destroyKeys(pool: pg.Pool | pg.ClientBase, keyIds: readonly Uuid[]): Promise<readonly Uuid[]> {
  const { rows } = await pool.query<{ key_id: Uuid; lived: boolean }>(DESTROY_KEYS, [keyIds]);
  return rows.filter(({ lived }) => lived).map(({ key_id }) => key_id);
}
