import type { Uuid } from '@jalons/kernel';
import type { DomainEvent } from '../codec/event.js';
import type { LifeEvent, LifeMetadata } from './life-event.js';

/** An entry recorded by mistake: it stays in the log and is left out of the state. Exists in every stream. */
export type EntryVoided = DomainEvent<'EntryVoided', { readonly eventId: Uuid; readonly why: string }>;

type AnyLifeEvent = LifeMetadata & { readonly type: string; readonly data: unknown };

export function isVoid(event: { readonly type: string; readonly data: unknown }): event is LifeEvent<EntryVoided> {
  return event.type === 'EntryVoided';
}

const NONE: ReadonlySet<Uuid> = new Set();

/**
 * Ids of the entries that a void in force has taken out. A void names an earlier event of its stream, which may be a
 * void: the void of a void gives the entry back (governance.md § 3).
 */
export function voidedIds(events: readonly AnyLifeEvent[]): ReadonlySet<Uuid> {
  if (!events.some(isVoid)) return NONE;
  const revisions = new Map(events.map(({ eventId, revision }) => [eventId, revision]));
  const voided = new Set<Uuid>();
  for (const event of events.toSorted((a, b) => b.revision - a.revision)) {
    if (!isVoid(event) || voided.has(event.eventId)) continue;
    const target = revisions.get(event.data.eventId);
    if (target !== undefined && target < event.revision) voided.add(event.data.eventId);
  }
  return voided;
}

/** The unvoided events, in the order given; voids in force among them. */
export function unvoided<T extends AnyLifeEvent>(events: readonly T[]): readonly T[] {
  const voided = voidedIds(events);
  if (voided.size === 0) return events;
  return events.filter(({ eventId }) => !voided.has(eventId));
}
