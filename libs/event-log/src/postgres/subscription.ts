import type { RecordedEvent } from '../port/envelope.js';
import type { SubscribeOptions } from '../port/event-log.js';
import { backoffMs, pause } from '@jalons/kernel';
import { isTransient, unavailable } from './log-error.js';
import type { LogListener } from './log-listener.js';
import { bigintOf } from './position.js';

export interface SubscriptionParts {
  /** Events after a position (bigint as a string), at most so many. */
  read(after: string, max: number): Promise<readonly RecordedEvent[]>;
  readonly listener: Pick<LogListener, 'start' | 'until'>;
  /** Milliseconds; how late an event may be whose announcement was lost. */
  readonly pollMs: number;
}

/**
 * Reads on after the last event delivered; positions are in commit order, so nothing can turn up behind the reader and
 * nobody waits for an unrelated transaction. States: reading → (full batch) reading; reading → (caught up) waiting →
 * (announced or polled) reading; reading → (server away) backing off → reading; any → (aborted) ended. An error that
 * waiting cannot mend, such as a missing right, ends the subscription with LogUnavailable.
 */
export async function* subscription(
  { after, batchSize, signal }: SubscribeOptions,
  { read, listener, pollMs }: SubscriptionParts,
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  let last = bigintOf(after);
  let failures = 0;
  if (!signal.aborted) listener.start();
  while (!signal.aborted) {
    let batch: readonly RecordedEvent[];
    try {
      batch = await read(last, batchSize);
      failures = 0;
    } catch (error) {
      if (!isTransient(error)) throw unavailable(error);
      await pause(backoffMs(failures), signal);
      failures += 1;
      continue;
    }
    const newest = batch.at(-1);
    if (newest !== undefined && !signal.aborted) {
      last = bigintOf(newest.position);
      yield batch;
    }
    if (batch.length < batchSize) await listener.until(BigInt(last), pollMs, signal);
  }
}
