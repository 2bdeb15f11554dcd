export { LiveModule, type LiveOptions } from './live/live.module.js';
export type { LiveChanges, LiveSource } from './live/live-source.js';
