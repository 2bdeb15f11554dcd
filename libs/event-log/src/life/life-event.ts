import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { Decided, DomainEvent } from '../codec/event.js';

/** What the order of life reads of an event besides its data; every StoredEvent has it. */
export interface LifeMetadata {
  readonly eventId: Uuid;
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly occurredOn: CivilDate;
  readonly at?: { readonly time: string; readonly zone: string };
  readonly knownOn?: CivilDate;
  readonly knownAt?: Instant;
  readonly corrects?: Uuid;
  readonly actor?: Uuid;
  readonly structure?: Uuid;
}

/** An event of one stream as the rules of life see it: stored, or decided and not yet stored. */
export type LifeEvent<E extends DomainEvent = DomainEvent> = E extends DomainEvent
  ? LifeMetadata & Pick<E, 'type' | 'data'>
  : never;

/** Who would record the pending events; a rule may read it as it reads a stored one. */
export interface PendingContext {
  readonly now: Instant;
  readonly actor?: Uuid;
  readonly structure?: Uuid;
}

/**
 * What the stream would hold once `decided` is appended to `before`: an event without an id of its own gets a
 * provisional one that no stored event can have, `now` stands for `recordedAt`.
 */
export function withPending<E extends DomainEvent>(
  before: readonly LifeEvent<E>[],
  decided: readonly Decided<E>[],
  { now, actor, structure }: PendingContext,
): readonly LifeEvent<E>[] {
  const next = before.reduce((highest, { revision }) => Math.max(highest, revision + 1), 0);
  const pending = decided.map((event, ordinal) => {
    const { keyId: _sealing, ...entry } = event as Decided;
    return {
      ...(actor === undefined ? {} : { actor }),
      ...(structure === undefined ? {} : { structure }),
      ...entry,
      eventId: event.eventId ?? `pending-${next + ordinal}`,
      revision: next + ordinal,
      recordedAt: now,
    } as unknown as LifeEvent<E>;
  });
  return [...before, ...pending];
}
