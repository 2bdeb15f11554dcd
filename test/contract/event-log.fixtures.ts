import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { RecordedEvent, SealedEvent, StreamName } from '@jalons/event-log';

/** A stream nobody has written to. */
export function streamName(): StreamName {
  return `contract-${randomUUID()}`;
}

/** An event as the codec would seal it, of random bytes. */
export function sealed(over: Partial<SealedEvent> = {}): SealedEvent {
  const ciphertext = over.ciphertext ?? randomBytes(64);
  return {
    eventId: randomUUID(),
    type: 'ContractTested',
    schemaVersion: 1,
    keyId: randomUUID(),
    digest: createHash('sha256').update(ciphertext).digest(),
    ...over,
    ciphertext,
  };
}

export function sealedMany(count: number): SealedEvent[] {
  return Array.from({ length: count }, () => sealed());
}

export interface Collected {
  /** What arrived and was wanted, in order. */
  readonly events: RecordedEvent[];
  readonly largestBatch: number;
  /** Resolves when that many events were collected; rejects when the subscription ends before. */
  until(count: number): Promise<void>;
  /** Resolves when the subscription has ended; rejects when it failed. */
  readonly ended: Promise<void>;
}

/** Runs a subscription in the background and keeps the events that `wanted` takes. */
export function collect(
  batches: AsyncIterable<readonly RecordedEvent[]>,
  wanted: (event: RecordedEvent) => boolean,
): Collected {
  const events: RecordedEvent[] = [];
  const waiters = new Set<() => void>();
  let largestBatch = 0;
  const run = async (): Promise<void> => {
    for await (const batch of batches) {
      if (batch.length === 0) throw new Error('an empty batch was delivered');
      largestBatch = Math.max(largestBatch, batch.length);
      events.push(...batch.filter(wanted));
      for (const check of waiters) check();
    }
  };
  const ended = run();
  ended.catch(() => {});
  return {
    events,
    get largestBatch() {
      return largestBatch;
    },
    until: (count) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (events.length < count) return;
          waiters.delete(check);
          resolve();
        };
        waiters.add(check);
        check();
        ended.then(() => reject(new Error(`ended after ${events.length} of ${count} events`)), reject);
      }),
    ended,
  };
}
