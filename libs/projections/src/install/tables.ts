import type pg from 'pg';
import type { Projection, Slot } from '../projection.js';
import { qualified } from '../sql/transaction-sql.js';
import { definitionOf } from './definition.js';

/** $1 schema, $2 names of tables: their partitions that are none of them. */
const PARTITIONS_BESIDE = `
  SELECT partition.relname AS name
    FROM pg_inherits
    JOIN pg_class parent ON parent.oid = pg_inherits.inhparent
    JOIN pg_class partition ON partition.oid = pg_inherits.inhrelid
   WHERE parent.relnamespace = $1::regnamespace AND parent.relname = ANY ($2::text[])
     AND parent.relkind = 'p' AND partition.relkind IN ('r', 'p') AND NOT partition.relname = ANY ($2::text[])
   LIMIT 1`;

/** Makes the tables of a projection, in whichever schema, and lets the worker write to them. Runs as the owner. */
export async function createTables(owner: pg.ClientBase, projection: Projection, slot: Slot): Promise<void> {
  for (const { name, ddl } of projection.tables) {
    const table = qualified(slot, name);
    await owner.query(ddl(table));
    await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO jalons_worker`);
    await owner.query(`CREATE POLICY engine_writes ON ${table} TO jalons_worker USING (true) WITH CHECK (true)`);
  }
  const names = projection.tables.map(({ name }) => name);
  const { rows } = await owner.query<{ name: string }>(PARTITIONS_BESIDE, [slot, names]);
  // A fault of the program: neither moved with its parent at a swap nor compared.
  if (rows[0] !== undefined) throw new Error(`${rows[0].name} is a partition, and no table of its projection`);
}

/**
 * Puts the policies into force. Not before a version is served: COPY is refused under row-level security, and nobody but
 * the worker and the command line looks into the schema where it is built.
 */
export async function forcePolicies(owner: pg.ClientBase, table: string): Promise<void> {
  await owner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
}

/** $1 name, $2 slot, $3 version, $4 definition, $5 tables, $6 state */
const REGISTER = `
  INSERT INTO engine.projections (name, slot, version, definition, tables, state, replays_requested, replays_done)
  VALUES ($1, $2, $3, $4, $5, $6, 0, 0)`;

/** Notes a projection that starts from the beginning of the log. */
export async function register(
  owner: pg.ClientBase,
  projection: Projection,
  slot: Slot,
  state: 'starting' | 'rebuilding',
): Promise<void> {
  const { name, version, tables } = projection;
  const tableNames = tables.map((table) => table.name);
  await owner.query(REGISTER, [name, slot, version, definitionOf(projection), tableNames, state]);
}
