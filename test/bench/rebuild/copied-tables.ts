import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';

/** $1 names: those that hold rows themselves, not in partitions. */
const WITH_ROWS = `
  SELECT relname AS name FROM pg_class
   WHERE relnamespace = 'read'::regnamespace AND relkind = 'r' AND relname = ANY ($1::text[]) ORDER BY 1`;

/**
 * The floor of a rebuild: all rows lie in files on the server, and are copied into empty tables with the same indexes,
 * one after the other. Nothing is read from the log, decrypted, folded or compared. As the superuser.
 * @returns seconds, the writing of the files left out
 */
export async function copyTables(admin: pg.Client, names: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-bench-copy-'));
  // The server may run as another user, which writes here.
  chmodSync(folder, 0o777);
  await admin.query('DROP SCHEMA IF EXISTS floor CASCADE; CREATE SCHEMA floor');
  const { rows } = await admin.query<{ name: string }>(WITH_ROWS, [names]);
  let milliseconds = 0;
  for (const { name } of rows) {
    const file = join(folder, name);
    await admin.query(`CREATE TABLE floor.${name} (LIKE read.${name} INCLUDING ALL)`);
    await admin.query(`COPY (SELECT * FROM read.${name}) TO '${file}'`);
    const started = performance.now();
    await admin.query(`COPY floor.${name} FROM '${file}'`);
    milliseconds += performance.now() - started;
  }
  await admin.query('DROP SCHEMA floor CASCADE');
  rmSync(folder, { recursive: true, force: true });
  return milliseconds / 1_000;
}
