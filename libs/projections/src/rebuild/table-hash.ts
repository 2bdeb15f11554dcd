import { createHash } from 'node:crypto';
import pg from 'pg';
import type { ReadTable } from '../projection.js';
import type { TableDigest } from './outcome.js';

/** $1 qualified table: its columns by name, so that an order of creation does not count. */
const COLUMNS = `
  SELECT attname AS name FROM pg_attribute
   WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname`;

/** $1 a query of hashes, in order */
const HASH_ROWS = `SELECT "rows"::float8 AS "rows", sha256 FROM engine.hash_rows($1)`;

/**
 * Hashes a table's rows in primary-key order, where they are; inside the caller's transaction, whose snapshot makes
 * several tables one state. A row in the server's binary form, which holds the type and length of each value and hangs
 * on no setting. Rows of a partition are hashed with it alone: it is a table of the projection like its parent.
 *
 * Each row is hashed before it is sorted, so that what is sorted is small; its text instead of its binary form would
 * take four times as long (docs/benchmarks.md, "projections").
 */
export async function hashTable(client: pg.ClientBase, qualified: string, table: ReadTable): Promise<TableDigest> {
  const { rows: columns } = await client.query<{ name: string }>(COLUMNS, [qualified]);
  const compared = columns.map(({ name }) => name).filter((name) => !Object.hasOwn(table.excludedFromHash ?? {}, name));
  const row = compared.map(pg.escapeIdentifier).join(', ');
  const key = table.primaryKey.map(pg.escapeIdentifier).join(', ');
  const inOrder = `
    SELECT row_hash FROM (
      SELECT sha256(record_send(ROW(${row}))) AS row_hash, ${key} FROM ONLY ${qualified} OFFSET 0
    ) hashed ORDER BY ${key}`;
  const { rows: answer } = await client.query<{ rows: number; sha256: Buffer }>(HASH_ROWS, [inOrder]);
  const [{ rows, sha256 }] = answer as [(typeof answer)[number]];
  // A table that has other columns is another one, even where neither has a row.
  return { rows, sha256: createHash('sha256').update(JSON.stringify(compared)).update(sha256).digest('hex') };
}
