import pg from 'pg';
import { PostgresEventLog } from '@jalons/event-log';
import { createTestDatabase } from '../support/test-database.js';
import { eventLogContract } from './event-log.contract.js';

eventLogContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const log = new PostgresEventLog({ url: database.urls.worker, name: 'contract-log' });
  return {
    log,
    close: async () => {
      await log.close();
      await database.drop();
    },
    faults: {
      cutConnections: async () => {
        const admin = new pg.Client({ connectionString: database.urls.admin });
        await admin.connect();
        await admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'contract-log'`,
        );
        await admin.end();
      },
    },
  };
});
