import type { Position } from '@jalons/event-log';
import type pg from 'pg';
import { readRow } from '../fold/checkpoint.js';
import type { Projection } from '../projection.js';
import { qualified } from '../sql/transaction-sql.js';
import { inTransaction } from '../sql/transaction.js';
import { type Build } from './build.js';
import { RebuildStopped, type TableComparison, type TableDigest } from './outcome.js';
import { hashTable } from './table-hash.js';

/** One snapshot for all tables and the checkpoint. */
const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** By table; without those that the served version does not have. */
type Digests = ReadonlyMap<string, TableDigest>;

/**
 * Compares the served tables with those being built, at the same checkpoint: the served ones in one snapshot, while they
 * go on, the others once they have been folded up to exactly there.
 */
export async function compare(
  pool: pg.Pool,
  projection: Projection,
  build: Build,
): Promise<{ readonly checkpoint: Position | null; readonly tables: readonly TableComparison[] }> {
  let checkpoint: Position | null = null;
  let folding: Promise<void> = Promise.resolve();
  const digesting = digestServed(pool, projection, (snapshot) => {
    checkpoint = snapshot;
    folding = build.foldTo(snapshot);
    // Heard below; until then it may have failed, while the served rows are still being read.
    folding.catch(() => {});
  });
  const served = await digesting;
  await folding;
  const tables = await inTransaction(pool, (client) => compareTables(client, projection, served), SNAPSHOT);
  return { checkpoint, tables };
}

function digestServed(
  pool: pg.Pool,
  projection: Projection,
  onSnapshot: (checkpoint: Position | null) => void,
): Promise<Digests> {
  return inTransaction(
    pool,
    async (client) => {
      const { checkpoint, tables } = await servedRow(client, projection);
      onSnapshot(checkpoint);
      const digests = new Map<string, TableDigest>();
      for (const table of projection.tables) {
        if (tables.includes(table.name)) {
          digests.set(table.name, await hashTable(client, qualified('read', table.name), table));
        }
      }
      return digests;
    },
    SNAPSHOT,
  );
}

async function compareTables(
  client: pg.ClientBase,
  projection: Projection,
  digests: Digests,
): Promise<TableComparison[]> {
  const tables: TableComparison[] = [];
  for (const table of projection.tables) {
    const rebuilt = await hashTable(client, qualified('building', table.name), table);
    const served = digests.get(table.name) ?? null;
    const equal = served?.sha256 === rebuilt.sha256;
    tables.push({ table: table.name, equal, served, rebuilt, excluded: table.excludedFromHash ?? {} });
  }
  return tables;
}

async function servedRow(db: pg.ClientBase, { name }: Projection) {
  const row = await readRow(db, name, 'read');
  if (row === null) throw new RebuildStopped('not-installed');
  return row;
}
