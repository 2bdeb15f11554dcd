import { restorePostgresLog, type Decided, type RecordedEvent } from '@jalons/event-log';
import { daysBetween, civilDateOf, dateAt } from '@jalons/kernel';
import type { OpenedStore } from '../event-store.js';
import {
  beginningOf,
  inventedLife,
  inventedSurroundings,
  type LifeEntry,
  type LivesSettings,
} from './invented-lives.js';

const BATCH = 2_000;

/** Fills an empty log with invented lives, each event taken when it would have been; answers how many there are. */
export function fillWithLives(ownerUrl: string, store: OpenedStore, settings: LivesSettings): Promise<number> {
  return fillLog(ownerUrl, store, inOrder(settings), settings.territory);
}

/** Fills an empty log with entries, in the order given; revisions are counted here. */
export function fillLog(
  ownerUrl: string,
  store: OpenedStore,
  entries: Iterable<LifeEntry>,
  territory: string,
): Promise<number> {
  return restorePostgresLog(ownerUrl, sealed(store, entries, territory));
}

/** Everything in the order in which the log took it; never more in memory than what is still to come of those begun. */
function* inOrder(settings: LivesSettings): Generator<LifeEntry> {
  yield* inventedSurroundings(settings);
  const origin = civilDateOf(settings.from);
  const dayOf = (recordedAt: number) => daysBetween(origin, dateAt(recordedAt, 'UTC'));
  const days = new Map<number, LifeEntry[]>();
  let [next, day] = [0, -40];
  const last = daysBetween(origin, civilDateOf(settings.until)) + 1;
  for (; day <= last; day += 1) {
    // Whoever begins within the next weeks: what came before her beginning is told in time.
    while (next < settings.people && daysBetween(origin, beginningOf(next, settings)) <= day + 20) {
      for (const entry of inventedLife(next, settings)) {
        const due = dayOf(entry.recordedAt);
        days.set(due, [...(days.get(due) ?? []), entry]);
      }
      next += 1;
    }
    yield* (days.get(day) ?? []).toSorted((a, b) => a.recordedAt - b.recordedAt);
    days.delete(day);
  }
}

async function* sealed(
  { keys, codec }: OpenedStore,
  entries: Iterable<LifeEntry>,
  territory: string,
): AsyncGenerator<readonly RecordedEvent[]> {
  const revisions = new Map<string, number>();
  const context = { commandHash: 'x', actor: territory, correlationId: territory, territory };
  for (const batch of inBatches(entries)) {
    const ids = [...new Set(batch.map(({ keyId }) => keyId))];
    const own = new Map(await Promise.all(ids.map(async (id) => [id, await keys.forSealing(id)] as const)));
    yield batch.map(({ stream, keyId, eventId, event, on, recordedAt, knownAt, corrects }): RecordedEvent => {
      const revision = (revisions.get(stream) ?? -1) + 1;
      revisions.set(stream, revision);
      const decided = {
        ...{ ...event, occurredOn: on },
        ...(knownAt !== undefined && { knownAt }),
        ...(corrects !== undefined && { corrects }),
      } as Decided;
      const encoded = codec.encode(decided, { ...context, commandId: eventId });
      const event_ = codec.seal({ stream, eventId, type: event.type, keyId }, encoded, own.get(keyId)!);
      return { ...event_, stream, revision, position: '0000000000000000001', recordedAt };
    });
  }
}

function* inBatches(entries: Iterable<LifeEntry>): Generator<readonly LifeEntry[]> {
  let batch: LifeEntry[] = [];
  for (const entry of entries) {
    batch.push(entry);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
