export * from './client.js';
export * from './codes.js';
export * from './contract.js';
export * from './problem.js';
export * from './queries.js';
export * from './reachable.js';
export * from './submission-key.js';
export * from './use-submission.js';
