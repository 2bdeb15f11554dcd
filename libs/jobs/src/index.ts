export * from './open-jobs.js';
export * from './port/define-queue.js';
export * from './port/job-id.js';
export * from './port/jobs.js';
