import { expect } from '@jest/globals';
import type { StoredEvent, StreamName } from '@jalons/event-log';
import { civilDateOf, type Uuid } from '@jalons/kernel';
import type { Projection, Row } from '@jalons/projections';
import { testId } from '../given.js';
import type { ReadModels } from './read-models.js';

/** An event as a test tells it; what it leaves out is made up, the same each time. */
export interface ToldEvent {
  readonly stream: StreamName;
  readonly type: string;
  readonly data?: unknown;
  /** The day it happened; 2026-06-15 by default. */
  readonly on?: string;
  readonly eventId?: Uuid;
  readonly keyId?: Uuid;
  readonly actor?: Uuid;
  readonly structure?: Uuid;
  readonly territory?: Uuid;
  readonly corrects?: Uuid;
  /** Told of an event whose key is gone: only its envelope is left. */
  readonly erased?: boolean;
}

/** The log that they make, in the order told: positions from 1, revisions by stream, recorded a second apart. */
export function logOf(told: readonly ToldEvent[]): StoredEvent[] {
  const revisions = new Map<StreamName, number>();
  return told.map(({ on = '2026-06-15', ...event }, index) => {
    const revision = revisions.get(event.stream) ?? 0;
    revisions.set(event.stream, revision + 1);
    return {
      data: {},
      erased: false,
      eventId: testId(9001 + index),
      keyId: event.stream.slice(-36),
      actor: testId(8001),
      ...event,
      revision,
      position: String(index + 1).padStart(19, '0'),
      occurredOn: civilDateOf(on),
      recordedAt: Date.parse('2026-06-15T10:00:00Z') + 1000 * index,
    } as unknown as StoredEvent;
  });
}

/**
 * One grammar for every projection: given events, when more come, then these rows.
 * @example await givenEvents(models, mandatesProjection, [granted]).whenEvents([ended]).thenRows('mandates', [{ ... }]);
 */
export function givenEvents(models: ReadModels, projection: Projection, ...batches: readonly (readonly ToldEvent[])[]) {
  return {
    /** Another batch, folded after the others. */
    whenEvents: (events: readonly ToldEvent[]) => givenEvents(models, projection, ...batches, events),
    /** Exactly so many rows in order of the primary key, each with at least these columns. */
    async thenRows(table: string, expected: readonly Row[]): Promise<void> {
      const log = logOf(batches.flat());
      await models.clear(projection);
      for (const batch of batches) await models.fold(projection, log.splice(0, batch.length));
      expect(await models.rows(projection, table)).toMatchObject([...expected]);
    },
  };
}
