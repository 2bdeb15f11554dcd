export * from './port/envelope.js';
export * from './port/event-log.js';
export * from './codec/event.js';
export * from './codec/key-ring.js';
export * from './commands/decider.js';
export * from './commands/command-runner.js';
export * from './event-store.js';
