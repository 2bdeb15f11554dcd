import type { EventStore, Position, StreamName } from '@jalons/event-log';
import { civilDateOf, randomId, type Uuid } from '@jalons/kernel';

const occurredOn = civilDateOf('2026-11-02');

/**
 * Adds to a counter without its decider, in one append: tests of readers need events, not decisions.
 * @returns the position of the last one
 */
export async function appendCounters(
  store: EventStore,
  stream: StreamName,
  by: readonly number[],
  keyId: Uuid,
): Promise<Position> {
  const past = await store.load(stream);
  const [commandId, actor] = [randomId(), randomId()];
  const outcome = await store.append(
    stream,
    past.length === 0 ? 'none' : past.length - 1,
    by.map((step) => ({ type: 'CounterAdded', data: { by: step, total: step }, occurredOn })),
    { commandId, commandHash: commandId, actor, correlationId: commandId },
    keyId,
  );
  if (outcome.status !== 'appended') throw new Error(`the append met a conflict at ${outcome.actual}`);
  return outcome.position;
}
