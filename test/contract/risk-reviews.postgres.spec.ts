import { riskReviewsContract } from './risk-reviews.contract.js';

riskReviewsContract('PostgreSQL', (log) =>
  Promise.resolve({ where: { databaseUrl: log.database.urls.worker }, stop: () => Promise.resolve() }),
);
