import { digestsContract } from './digests.contract.js';

digestsContract('PostgreSQL', (log) =>
  Promise.resolve({ where: { databaseUrl: log.database.urls.worker }, stop: () => Promise.resolve() }),
);
