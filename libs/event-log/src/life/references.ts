import type { Uuid } from '@jalons/kernel';
import type { DomainEvent } from '../codec/event.js';
import { frenchDay } from './french-day.js';
import type { LifeEvent } from './life-event.js';
import type { Life } from './order-of-life.js';
import type { Violation } from './violations.js';

/** An event that closes, answers, cancels or follows another names its eventId (domain.md § 3). */
export interface Reference {
  /** JSON pointer of the field that names it. */
  readonly field: string;
  readonly eventId: Uuid;
  /** Types that may be named here; any where absent. */
  readonly types?: readonly string[];
  /** False where the follower may have happened on an earlier day than what it names. */
  readonly ordered?: boolean;
}

export type ReferencesOf<E extends DomainEvent> = (event: LifeEvent<E>) => readonly Reference[];

/** The entries in force that name `eventId`, or any entry of its chain of corrections. */
export function dependantsOf<E extends DomainEvent>(
  life: Life<E>,
  eventId: Uuid,
  referencesOf: ReferencesOf<E>,
): readonly LifeEvent<E>[] {
  const root = life.rootOf(eventId);
  return life.inForce.filter((event) => referencesOf(event).some((named) => life.rootOf(named.eventId) === root));
}

/**
 * What must hold of every stream: an entry and its replacement are not both in force; what an entry names is in force,
 * of the right type, and no later than itself.
 */
export function referenceViolations<E extends DomainEvent>(
  life: Life<E>,
  referencesOf: ReferencesOf<E>,
): readonly Violation[] {
  return [...doubledEntries(life), ...life.inForce.flatMap((event) => brokenReferences(life, event, referencesOf))];
}

function doubledEntries<E extends DomainEvent>(life: Life<E>): readonly Violation[] {
  // Only a correction shares its chain with another entry.
  if (!life.inForce.some(({ corrects }) => corrects !== undefined)) return [];
  return life.inForce
    .filter((event) => life.entryOf(event.eventId) !== event)
    .map((event) => ({
      code: 'entry-doubled',
      message: 'Une saisie et sa correction ne peuvent pas compter toutes les deux : annulez l’une des deux.',
      entries: [life.rootOf(event.eventId)],
    }));
}

function brokenReferences<E extends DomainEvent>(
  life: Life<E>,
  event: LifeEvent<E>,
  referencesOf: ReferencesOf<E>,
): readonly Violation[] {
  return referencesOf(event).flatMap((reference): readonly Violation[] => {
    const entries = [life.rootOf(event.eventId), life.rootOf(reference.eventId)];
    const named = life.entryOf(reference.eventId);
    if (named === undefined || named === event) {
      return [
        {
          code: 'missing-reference',
          message: `La saisie du ${frenchDay(event.occurredOn)} dépend d’une autre qui n’existe pas ou a été annulée.`,
          field: reference.field,
          entries,
        },
      ];
    }
    if (reference.types !== undefined && !reference.types.includes(named.type)) {
      return [
        {
          code: 'wrong-reference',
          message: `La saisie du ${frenchDay(event.occurredOn)} en désigne une autre qui n’est pas de la bonne nature.`,
          field: reference.field,
          entries,
        },
      ];
    }
    if (reference.ordered !== false && event.occurredOn < named.occurredOn) {
      return [
        {
          code: 'before-what-it-follows',
          message: `La saisie du ${frenchDay(event.occurredOn)} précède celle du ${frenchDay(named.occurredOn)} dont elle est la suite.`,
          field: '/occurredOn',
          entries,
        },
      ];
    }
    return [];
  });
}
