import type { Uuid } from '@jalons/kernel';
import type pg from 'pg';

/** $1 a structure that is among them whatever its kind: names of others of a sensitive kind tell what they are. */
const CALLED = `
  SELECT structure AS id, name FROM read.structure_names WHERE NOT sensitive OR structure = $1 ORDER BY structure, name`;

/**
 * What structures are and were called, for a file that names them; of those of a sensitive kind, only `own`
 * (security.md § 1). Under the worker's role.
 */
export async function structuresCalled(
  worker: Pick<pg.Pool, 'query'>,
  own: Uuid,
): Promise<readonly { readonly id: Uuid; readonly name: string }[]> {
  return (await worker.query<{ id: Uuid; name: string }>(CALLED, [own])).rows;
}
