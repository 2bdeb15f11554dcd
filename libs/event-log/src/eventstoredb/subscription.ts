import type { RecordedEvent } from '../port/envelope.js';
import type { SubscribeOptions } from '../port/event-log.js';
import { backoffMs, pause } from '@jalons/kernel';
import type { EventStoreClient } from './client.js';
import { unavailable } from './client-failure.js';
import { eventOf } from './event-mapping.js';
import { filePositionOf, type FilePosition } from './position.js';

/**
 * Subscriptions of the client stay dead after an error, so this opens another one after the last record delivered, or
 * after a later checkpoint where the rest was none of ours. States: open → (records) delivering → open; open →
 * (checkpoint with nothing left) moved → open; open → (transient failure) backing off → open; any → (aborted) ended;
 * open → (failure that waiting cannot mend) LogUnavailable.
 */
export async function* subscription(
  { after, batchSize, signal }: SubscribeOptions,
  client: Pick<EventStoreClient, 'subscribe'>,
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  let last: FilePosition | null = after === null ? null : filePositionOf(after);
  let failures = 0;
  while (!signal.aborted) {
    const source = client.subscribe(last, batchSize);
    try {
      while (!signal.aborted) {
        const records = source.take(batchSize);
        if (records.length > 0) {
          failures = 0;
          last = records.at(-1)!.position ?? last;
          const events = records.map(eventOf).filter((event) => event !== null);
          if (events.length > 0) yield events;
          continue;
        }
        last = source.takeCheckpoint() ?? last;
        if (source.failure !== undefined) break;
        await source.changed(signal);
      }
    } finally {
      await source.close();
    }
    if (signal.aborted) return;
    if (source.failure?.transient === false) throw unavailable(source.failure);
    await pause(backoffMs(failures), signal);
    failures += 1;
  }
}
