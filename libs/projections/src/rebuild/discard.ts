import type pg from 'pg';
import { readRow } from '../fold/checkpoint.js';
import { qualified } from '../sql/transaction-sql.js';
import { ownTransaction } from '../sql/transaction.js';

/**
 * Removes what a rebuild left beside, finished or not.
 * @param more tables that it would make, known or not
 */
export async function discard(owner: pg.Client, name: string, more: readonly string[] = []): Promise<void> {
  await ownTransaction(owner, async () => {
    const left = await readRow(owner, name, 'building');
    for (const table of new Set([...(left?.tables ?? []), ...more])) {
      await owner.query(`DROP TABLE IF EXISTS ${qualified('building', table)}`);
    }
    await owner.query(`DELETE FROM engine.projections WHERE name = $1 AND slot = 'building'`, [name]);
  });
}

/** Drops tables one by one, each within the role's own lock timeout. @returns those that something still holds */
export async function dropTables(owner: pg.Client, schema: string, tables: readonly string[]): Promise<string[]> {
  const left: string[] = [];
  for (const table of tables) {
    // A partition goes with its parent.
    await owner.query(`DROP TABLE IF EXISTS ${qualified(schema, table)}`).catch(() => left.push(table));
  }
  return left;
}
