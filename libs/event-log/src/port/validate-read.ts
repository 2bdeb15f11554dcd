import type { ReadStreamOptions } from './event-log.js';

/** Largest page of the log and largest batch of a subscription: what one answer may hold in memory. */
export const MAX_READ_COUNT = 10_000;

/** @throws RangeError unless `count` is a whole number from 1 to {@link MAX_READ_COUNT}. */
export function validateMaxCount(count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > MAX_READ_COUNT) {
    throw new RangeError(`a page holds from 1 to ${MAX_READ_COUNT} events`);
  }
}

/** The guard of `readStream`, the same on both back ends. @throws RangeError */
export function validateReadStream({ from, maxCount }: ReadStreamOptions): void {
  if (from !== undefined && (!Number.isInteger(from) || from < 0 || from >= 2 ** 31)) {
    throw new RangeError('a stream is read from a revision');
  }
  if (maxCount !== undefined) validateMaxCount(maxCount);
}
