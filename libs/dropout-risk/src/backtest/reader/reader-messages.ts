import type { LogPlace } from './log-access.js';
import type { ReadingPlan, ReadingTask } from './plan.js';
import type { TaskResult } from './read-task.js';

/** What a reader's thread begins with. */
export interface ReaderData {
  readonly place: LogPlace;
  readonly plan: ReadingPlan;
}

/** What a reader is told. */
export type ReaderOrder = { readonly kind: 'read'; readonly task: ReadingTask } | { readonly kind: 'stop' };

/** What a reader tells. */
export type ReaderMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'done'; readonly result: TaskResult }
  | { readonly kind: 'failed'; readonly error: unknown };
