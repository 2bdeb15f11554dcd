import { dateAt, DomainError, type Uuid } from '@jalons/kernel';
import type { Decided, DomainEvent } from '../codec/event.js';
import type { DecisionContext } from '../commands/decider.js';
import { isVoid, unvoided, type EntryVoided } from './entry-voided.js';
import { frenchDay } from './french-day.js';
import type { LifeEvent } from './life-event.js';
import type { Life } from './order-of-life.js';
import { dependantsOf, type ReferencesOf } from './references.js';

/** Finds an entry that may still be voided: stored, and not voided yet. A void counts as one. */
export function entryToMend<E extends DomainEvent>(events: readonly LifeEvent<E>[], eventId: Uuid): LifeEvent<E> {
  const entry = events.find((event) => event.eventId === eventId);
  if (entry === undefined) throw new DomainError('not-found', 'entry-unknown', 'Cette saisie n’existe pas.');
  if (!unvoided(events).includes(entry)) {
    throw new DomainError('conflict', 'entry-already-voided', 'Cette saisie a déjà été annulée ou corrigée.');
  }
  return entry;
}

/** A plain void, refused with the list while other entries depend on the one it names (domain.md § 2). */
export function voidEntry<E extends DomainEvent>(
  events: readonly LifeEvent<E>[],
  life: Life<E>,
  referencesOf: ReferencesOf<E>,
  mistake: { readonly eventId: Uuid; readonly why: string },
  context: DecisionContext,
): Decided<EntryVoided> {
  const entry = entryToMend(events, mistake.eventId);
  const dependants = isVoid(entry) ? [] : dependantsOf(life, mistake.eventId, referencesOf);
  if (dependants.length > 0) {
    throw entryHasDependants(
      dependants,
      'D’autres saisies dépendent de celle-ci : annulez-les d’abord, ou corrigez celle-ci.',
    );
  }
  return voidOf(mistake, context);
}

/**
 * The refusal of a void on which other entries rest, with their list.
 * @param message a French sentence with the way out
 */
export function entryHasDependants(
  dependants: readonly Pick<LifeEvent<DomainEvent>, 'type' | 'occurredOn' | 'eventId'>[],
  message: string,
): DomainError {
  return new DomainError(
    'conflict',
    'entry-has-dependants',
    message,
    dependants.map(({ type, occurredOn, eventId }) => ({
      code: type,
      message: `Saisie du ${frenchDay(occurredOn)}`,
      field: `/dependants/${eventId}`,
    })),
  );
}

/**
 * A correction: void and replacement in one append. What depended on the old entry passes to the new one, since both
 * belong to one chain; the caller judges the result.
 */
export function correctEntry<E extends DomainEvent>(
  events: readonly LifeEvent<E>[],
  mistake: { readonly eventId: Uuid; readonly why: string },
  replacement: Decided<E>,
  context: DecisionContext,
): readonly [Decided<EntryVoided>, Decided<E>] {
  const entry = entryToMend(events, mistake.eventId);
  if (isVoid(entry)) {
    throw new DomainError('unprocessable', 'void-not-correctable', 'Une annulation ne se corrige pas : annulez-la.');
  }
  return [voidOf(mistake, context), { ...replacement, corrects: mistake.eventId }];
}

function voidOf(
  { eventId, why }: { readonly eventId: Uuid; readonly why: string },
  { now, zone }: DecisionContext,
): Decided<EntryVoided> {
  return { type: 'EntryVoided', data: { eventId, why }, occurredOn: dateAt(now, zone) };
}
