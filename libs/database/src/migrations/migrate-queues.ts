import { runMigrations } from 'bullmq';
import pg from 'pg';

/**
 * What each role may do with the queues. No parameter; idempotent, and run after each upgrade since one may replace a
 * function. Adding jobs makes a temporary table and, at the first job of a queue, a sequence: rights that only the owner
 * has, so those functions run as the owner, and the api needs nothing more to enqueue. It counts, and reads no job.
 */
const GRANTS = `
  ALTER FUNCTION bullmq.add_job SECURITY DEFINER;
  ALTER FUNCTION bullmq.add_jobs_bulk SECURITY DEFINER;

  GRANT SELECT ON bullmq.migration TO jalons_api;
  GRANT SELECT (queue, state, priority) ON bullmq.job TO jalons_api;
  GRANT SELECT ON bullmq.meta TO jalons_api;
  GRANT EXECUTE ON FUNCTION bullmq.add_job, bullmq.add_jobs_bulk TO jalons_api;

  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO jalons_worker, jalons_cli;
  REVOKE INSERT, UPDATE, DELETE ON bullmq.migration FROM jalons_worker, jalons_cli;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA bullmq TO jalons_worker, jalons_cli;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO jalons_worker, jalons_cli;`;

/** Version of the tables of the queues; 0 before they exist. No parameter. */
const TABLES_EXIST = `SELECT to_regclass('bullmq.migration') IS NOT NULL AS there`;
const VERSION = 'SELECT coalesce(max(version), 0)::int AS version FROM bullmq.migration';

/**
 * Brings the tables of BullMQ in schema `bullmq` to the version of the installed package, with the rights of each role.
 * They are there whichever back end runs the jobs: going from Redis to PostgreSQL is then a change of setting alone.
 * @param ownerUrl connection string of the owner role
 * @returns what was applied just now, as names like those of migrations
 */
export async function migrateQueues(ownerUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    options: '-c lock_timeout=60s -c statement_timeout=0 -c client_min_messages=warning',
  });
  await client.connect();
  try {
    // Concurrent grants on one table fail; the lock of the library ends with its own transaction.
    await client.query(`SELECT pg_advisory_lock(hashtext('jalons.migrate-queues'))`);
    const before = await versionOf(client);
    const after = await runMigrations(client);
    await client.query(GRANTS);
    return after === before ? [] : [`bullmq_${after}`];
  } finally {
    await client.end();
  }
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows: found } = await client.query<{ there: boolean }>(TABLES_EXIST);
  if (!found[0]!.there) return 0;
  const { rows } = await client.query<{ version: number }>(VERSION);
  return rows[0]!.version;
}
