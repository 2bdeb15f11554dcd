import { correctionChains, isVoid, type LifeEvent, type Position } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { OrientationFacts } from '../cases/case-facts.js';

/** An event of a parcours that the read model did not hold before, and where it stands in the log. */
export interface NewEvent {
  readonly eventId: Uuid;
  readonly position: Position;
}

/** What an event is news of: one orientation, those that nothing has ended or started, or all of the parcours. */
type Concerned = Uuid | 'unended' | 'all' | null;

/**
 * The position of each orientation: that of the last event which changed what is shown of it. Whoever declined one, or
 * let it go, hears nothing of what follows in the parcours (security.md § 1).
 * @param events the whole parcours, in the order of its stream
 * @param news those of them that were not folded before, in the same order
 * @param known positions written before
 */
export function orientationPositions(
  events: readonly LifeEvent<ParcoursEvent>[],
  news: readonly NewEvent[],
  orientations: readonly OrientationFacts[],
  known: ReadonlyMap<Uuid, Position>,
): ReadonlyMap<Uuid, Position> {
  const concerned = concernedIn(events);
  const positions = new Map(known);
  for (const { eventId, position } of news) {
    const what = concerned(eventId);
    if (what === null) continue;
    for (const { id, unended } of orientations) {
      if (what === id || what === 'all' || (what === 'unended' && unended)) positions.set(id, position);
    }
  }
  return positions;
}

function concernedIn(events: readonly LifeEvent<ParcoursEvent>[]): (eventId: Uuid) => Concerned {
  const byId = new Map(events.map((event) => [event.eventId, event]));
  const { rootOf } = correctionChains(events);
  return function concerned(eventId): Concerned {
    const event = byId.get(eventId);
    if (event === undefined) return null;
    // A void names an earlier entry: there is an end to them.
    if (isVoid(event)) return concerned(event.data.eventId);
    switch (event.type) {
      case 'ParcoursOpened':
        return 'all';
      case 'ParcoursExited':
      case 'ParcoursReopened':
        return 'unended';
      case 'OrientationProposed':
        return rootOf(event.eventId);
      case 'OrientationAccepted':
      case 'OrientationDeclined':
      case 'OrientationWithdrawn':
      case 'OrientationLapsed':
      case 'OrientationStarted':
      case 'OrientationClosed':
        return rootOf(event.data.orientation);
      default:
        return null;
    }
  };
}
