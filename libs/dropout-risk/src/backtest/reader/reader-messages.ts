import type { LogPlace } from './log-access.js';
import type { ReadingPlan, ReadingTask } from './plan.js';
import type { BackTestResult, TaskResult } from '../conclude.js';

/** What a reader's thread begins with. */
export interface ReaderData {
  readonly place: LogPlace;
  readonly plan: ReadingPlan;
}

/** What a reader is told. */
export type ReaderOrder =
  | { readonly kind: 'read'; readonly task: ReadingTask }
  | { readonly kind: 'conclude'; readonly results: readonly TaskResult[] }
  | { readonly kind: 'stop' };

/** What a reader tells. */
export type ReaderMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'done'; readonly result: TaskResult }
  | { readonly kind: 'concluded'; readonly result: BackTestResult }
  | { readonly kind: 'failed'; readonly error: unknown };
