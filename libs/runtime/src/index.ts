export * from './configuration/configuration.js';
export * from './start/start.js';
