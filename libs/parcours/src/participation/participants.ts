import type { Life } from '@jalons/event-log';
import type { CivilDate, Uuid, Period } from '@jalons/kernel';
import type { ParcoursEvent } from '../parcours.events.js';
import { followersOf } from '../steps/threads.js';

/** A structure that takes part in the parcours; the day it leaves is no longer one of them. */
export interface Membership extends Period {
  /** First entry of the chain of its StructureJoined, or of the opening. */
  readonly id: Uuid;
  readonly structure: Uuid;
}

/** A professional who answers for the parcours; the day of the release belongs to the next one. */
export interface Assignment extends Period {
  /** First entry of the chain of its ReferentAssigned. */
  readonly id: Uuid;
  readonly professional: Uuid;
  readonly structure: Uuid;
}

/** Who takes part and when, in order of life: the structure that opened, then those that joined. */
export function membershipsOf(life: Life<ParcoursEvent>): readonly Membership[] {
  const ends = endsOf(life, 'membership', 'StructureLeft');
  return life.steps.flatMap((event): readonly Membership[] => {
    if (event.type !== 'ParcoursOpened' && event.type !== 'StructureJoined') return [];
    const id = life.rootOf(event.eventId);
    return [{ id, structure: event.data.structure, from: event.occurredOn, to: ends(id) }];
  });
}

/** The referents, in order of life. */
export function assignmentsOf(life: Life<ParcoursEvent>): readonly Assignment[] {
  const ends = endsOf(life, 'assignment', 'ReferentReleased');
  return life.steps.flatMap((event): readonly Assignment[] => {
    if (event.type !== 'ReferentAssigned') return [];
    const id = life.rootOf(event.eventId);
    const { professional, structure } = event.data;
    return [{ id, professional, structure, from: event.occurredOn, to: ends(id) }];
  });
}

function endsOf(life: Life<ParcoursEvent>, field: string, type: ParcoursEvent['type']): (id: Uuid) => CivilDate | null {
  const ends = followersOf(life, field, new Set([type]));
  return (id) => ends.get(id)?.[0]?.occurredOn ?? null;
}
