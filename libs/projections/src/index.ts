export * from './projection.js';
export * from './install/install.js';
export type { FeedSource, EventFeedOptions } from './feed/event-feed.js';
export type { ProjectionState } from './fold/checkpoint.js';
export * from './progress/checkpoint-progress.js';
export * from './runner/notice.js';
export type { ProjectionRunnerOptions } from './runner/options.js';
export * from './runner/projection-runner.js';
export { projectionStatus, type ProjectionStatus } from './runner/status.js';
export type {
  RebuildOutcome,
  StopReason,
  Stopped,
  TableComparison,
  TableDigest,
  VerifyOutcome,
} from './rebuild/outcome.js';
export { dropAbandonedBuilds, dropRetired, hasLeftovers, laggardsBehind } from './rebuild/leftovers.js';
