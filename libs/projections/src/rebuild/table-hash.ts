import { createHash } from 'node:crypto';
import pg from 'pg';
import type { ReadTable } from '../projection.js';
import type { TableDigest } from './outcome.js';

const ROWS_AT_ONCE = 5_000;

/** $1 qualified table: its columns by name, so that an order of creation does not count. */
const COLUMNS = `
  SELECT attname AS name FROM pg_attribute
   WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname`;

/**
 * Hashes a table's rows in primary-key order, a page at a time; inside the caller's transaction, whose snapshot makes
 * several tables one state. Values as PostgreSQL writes them: both sides are to be asked under the same settings.
 */
export async function hashTable(client: pg.ClientBase, qualified: string, table: ReadTable): Promise<TableDigest> {
  const { rows: columns } = await client.query<{ name: string }>(COLUMNS, [qualified]);
  const compared = columns.map(({ name }) => name).filter((name) => !Object.hasOwn(table.excludedFromHash ?? {}, name));
  const order = table.primaryKey.map(pg.escapeIdentifier).join(', ');
  const hash = createHash('sha256').update(JSON.stringify(compared));
  await client.query(`
    DECLARE hashed_rows NO SCROLL CURSOR FOR
     SELECT ROW(${compared.map(pg.escapeIdentifier).join(', ')})::text AS line FROM ${qualified} ORDER BY ${order}`);
  let rows = 0;
  for (;;) {
    const page = await client.query<[string]>({ text: `FETCH ${ROWS_AT_ONCE} FROM hashed_rows`, rowMode: 'array' });
    // The length first: no two lists of lines give the same bytes. A page at once: one call per row takes longer.
    hash.update(page.rows.map(([line]) => `\n${line.length}:${line}`).join(''));
    rows += page.rows.length;
    if (page.rows.length < ROWS_AT_ONCE) break;
  }
  await client.query('CLOSE hashed_rows');
  return { rows, sha256: hash.digest('hex') };
}
