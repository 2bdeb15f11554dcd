import type pg from 'pg';
import { readRows } from '../fold/checkpoint.js';
import type { Projection } from '../projection.js';
import { ownTransaction } from '../sql/transaction.js';
import { asOwner } from './as-owner.js';
import { assertProjections } from './definition.js';
import { createTables, forcePolicies, register } from './tables.js';
import { qualified } from '../sql/transaction-sql.js';

/** One installation at a time; released with the transaction. */
const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtext('jalons.projections.install'))`;

/**
 * Makes the tables of those projections that the database does not know yet, as `jalons_owner`, after the migrations.
 * One that it knows in another version is left as it is: the runner builds the new version beside it and swaps.
 * @returns names of the projections installed just now
 */
export async function installProjections(ownerUrl: string, projections: readonly Projection[]): Promise<string[]> {
  assertProjections(projections);
  return asOwner(ownerUrl, (owner) => ownTransaction(owner, () => install(owner, projections)));
}

async function install(owner: pg.ClientBase, projections: readonly Projection[]): Promise<string[]> {
  await owner.query(ONE_AT_A_TIME);
  const names = projections.map(({ name }) => name);
  const known = await readRows(owner, names, 'read');
  const missing = projections.filter(({ name }) => !known.has(name));
  for (const projection of missing) {
    await createTables(owner, projection, 'read');
    for (const { name } of projection.tables) await forcePolicies(owner, qualified('read', name));
    await register(owner, projection, 'read', 'starting');
  }
  return missing.map(({ name }) => name);
}
