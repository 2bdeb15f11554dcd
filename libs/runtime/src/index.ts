export * from './configuration.js';
export * from './start.js';
