export * from './configuration/configuration.js';
export * from './start/start.js';
export * from './start/start-api.js';
export * from './start/start-worker.js';
export * from './start/until-signal.js';
