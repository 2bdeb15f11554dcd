import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import { projectRoot } from '@jalons/kernel';
import { migrateQueues } from './migrate-queues.js';

/** Names of the migrations that ran just now, in order; empty when the database was up to date. */
export type AppliedMigrations = readonly string[];

/**
 * Brings the database to the newest schema, as `jalons_owner`, the tables of the queues included. All pending migrations
 * commit together or not at all; a second process waits for the first and then finds nothing to do.
 * @param ownerUrl connection string of the owner role
 */
export async function migrate(ownerUrl: string): Promise<AppliedMigrations> {
  let running: string | undefined;
  try {
    const applied = await runner({
      // A rebuilt index or a waiting lock may take longer than the role allows its everyday statements.
      databaseUrl: { connectionString: ownerUrl, options: '-c lock_timeout=60s -c statement_timeout=0' },
      dir: join(projectRoot(), 'libs', 'database', 'migrations'),
      direction: 'up',
      migrationsTable: 'schema_migrations',
      migrationsSchema: 'migrations',
      createMigrationsSchema: true,
      advisoryLockMode: 'wait',
      // Numbers belong to features: a new one may be lower than what an installation has had for a year.
      checkOrder: false,
      logger: {
        debug: () => {},
        // The runner names the migration it starts in its log alone, and prints the SQL of one that fails.
        info: (line: string) => (running = /^### MIGRATION (\S+) /.exec(line)?.[1] ?? running),
        warn: () => {},
        error: () => {},
      },
    });
    return [...applied.map(({ name }) => name), ...(await migrateQueues(ownerUrl))];
  } catch (error) {
    if (running === undefined) throw error;
    throw new Error(`migration ${running}: ${(error as Error).message}`, { cause: error });
  }
}
