import pg from 'pg';
import { openJobs } from '@jalons/jobs';
import { createTestDatabase } from '../support/test-database.js';
import { jobsContract } from './jobs.contract.js';

jobsContract('PostgreSQL', async () => {
  const { urls, drop } = await createTestDatabase();
  const where = { databaseUrl: urls.worker };
  return {
    where,
    open: (options) => openJobs(where, options),
    cutConnections: async () => {
      const admin = new pg.Client({ connectionString: urls.admin });
      await admin.connect();
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND usename = 'jalons_worker'`,
      );
      await admin.end();
    },
    stop: drop,
  };
});
