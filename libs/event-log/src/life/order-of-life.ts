import type { Uuid } from '@jalons/kernel';
import type { DomainEvent } from '../codec/event.js';
import { correctionChains, type CorrectionChains } from './corrections.js';
import { isVoid, unvoided } from './entry-voided.js';
import type { LifeEvent } from './life-event.js';

/** How the events of one category take part in the order of life. */
export interface LifeRules<E extends DomainEvent> {
  readonly openings: ReadonlySet<E['type']>;
  readonly exits: ReadonlySet<E['type']>;
  /** Merges, reversals and slots: folded in the order of the stream, whatever their dates. */
  readonly byPosition: ReadonlySet<E['type']>;
  /** The exit that a reopening removes; undefined for every other event. */
  reopens(event: LifeEvent<E>): Uuid | undefined;
}

/** The life that a stream tells, once voids, corrections and reopenings are applied (domain.md § 2). */
export interface Life<E extends DomainEvent> extends CorrectionChains {
  /** Steps in order of life: openings, exits that stand, and all between; no void, no reopening. */
  readonly steps: readonly LifeEvent<E>[];
  /** Events that fold by position, in the order of the stream. */
  readonly positional: readonly LifeEvent<E>[];
  readonly reopenings: readonly LifeEvent<E>[];
  /** Exits removed by a reopening. */
  readonly reopened: readonly LifeEvent<E>[];
  /** Every unvoided event that is no void, in the order of the stream. */
  readonly inForce: readonly LifeEvent<E>[];
  /** The entry in force that `eventId` stands for: itself, or its replacement; undefined once voided. */
  entryOf(eventId: Uuid): LifeEvent<E> | undefined;
}

/**
 * Folds a stream into the order of life: by `occurredOn`; on one day openings first, exits last; then by the revision
 * of the first entry of the chain of corrections. Times of day never count.
 */
export function lifeOf<E extends DomainEvent>(events: readonly LifeEvent<E>[], rules: LifeRules<E>): Life<E> {
  const { rootOf, firstRevisionOf } = correctionChains(events);
  const inForce = inForceOf(events);
  const reopenings = inForce.filter((event) => rules.reopens(event) !== undefined);
  const removed = reopenings.length === 0 ? null : new Set(reopenings.map((event) => rootOf(rules.reopens(event)!)));
  const steps: LifeEvent<E>[] = [];
  const positional: LifeEvent<E>[] = [];
  const reopened: LifeEvent<E>[] = [];
  // One walk: a back-test folds the life of everybody again each week in which something became known.
  for (const event of inForce) {
    const isPositional = rules.byPosition.has(event.type);
    const isReopened = removed !== null && rules.exits.has(event.type) && removed.has(rootOf(event.eventId));
    if (isPositional) positional.push(event);
    if (isReopened) reopened.push(event);
    if (!isPositional && !isReopened && rules.reopens(event) === undefined) steps.push(event);
  }
  let current: ReadonlyMap<Uuid, LifeEvent<E>> | undefined;
  return {
    rootOf,
    firstRevisionOf,
    inForce,
    reopenings,
    reopened,
    positional,
    steps: inOrder(steps, (a, b) => compareInLife(a, b, rules, firstRevisionOf)),
    entryOf: (eventId) => {
      // Made where it is asked for: most readers of a life never do.
      current ??= new Map(inForce.map((event) => [rootOf(event.eventId), event]));
      return current.get(rootOf(eventId));
    },
  };
}

function inForceOf<E extends DomainEvent>(events: readonly LifeEvent<E>[]): readonly LifeEvent<E>[] {
  const told = events.some(isVoid) ? unvoided(events).filter((event) => !isVoid(event)) : events;
  return inOrder(told, (a, b) => a.revision - b.revision);
}

/** The same array where it is in order already, as it most often is. */
function inOrder<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  for (let index = 1; index < items.length; index += 1) {
    if (compare(items[index - 1]!, items[index]!) > 0) return items.toSorted(compare);
  }
  return items;
}

function compareInLife<E extends DomainEvent>(
  a: LifeEvent<E>,
  b: LifeEvent<E>,
  rules: LifeRules<E>,
  firstRevisionOf: CorrectionChains['firstRevisionOf'],
): number {
  if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? -1 : 1;
  return (
    rankOf(a.type, rules) - rankOf(b.type, rules) || firstRevisionOf(a) - firstRevisionOf(b) || a.revision - b.revision
  );
}

function rankOf<E extends DomainEvent>(type: E['type'], rules: LifeRules<E>): number {
  if (rules.openings.has(type)) return -1;
  return rules.exits.has(type) ? 1 : 0;
}
