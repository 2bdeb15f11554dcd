import type { Life } from '@jalons/event-log';
import { type Period, type Uuid, holdsOn } from '@jalons/kernel';
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

const LEAVING: ReadonlySet<ParcoursEvent['type']> = new Set(['StructureLeft']);
const RELEASING: ReadonlySet<ParcoursEvent['type']> = new Set(['ReferentReleased']);

/** Who takes part and when, in order of life: the structure that opened, then those that joined. */
export function membershipsOf(life: Life<ParcoursEvent>): readonly Membership[] {
  const ends = followersOf(life, 'membership', LEAVING);
  const memberships: Membership[] = [];
  for (const event of life.steps) {
    if (event.type !== 'ParcoursOpened' && event.type !== 'StructureJoined') continue;
    const id = life.rootOf(event.eventId);
    const to = ends.get(id)?.[0]?.occurredOn ?? null;
    memberships.push({ id, structure: event.data.structure, from: event.occurredOn, to });
  }
  return memberships;
}

/**
 * The structures that take part or, once the parcours is exited, did that day, in order of arrival. Where there are none,
 * in logs from before the last one was kept from leaving, the last that left: nobody else could take the person up.
 */
export function takingPartIn(life: Life<ParcoursEvent>): readonly Membership[] {
  const memberships = membershipsOf(life);
  const exit = life.steps.find(({ type }) => type === 'ParcoursExited');
  const present = memberships.filter((one) => (exit === undefined ? one.to === null : holdsOn(one, exit.occurredOn)));
  return present.length > 0 ? present : memberships.toSorted(lastToLeaveFirst).slice(0, 1);
}

function lastToLeaveFirst(a: Membership, b: Membership): number {
  if (a.to === b.to) return 0;
  return a.to === null || (b.to !== null && a.to > b.to) ? -1 : 1;
}

/** The referents, in order of life. */
export function assignmentsOf(life: Life<ParcoursEvent>): readonly Assignment[] {
  const ends = followersOf(life, 'assignment', RELEASING);
  const assignments: Assignment[] = [];
  for (const event of life.steps) {
    if (event.type !== 'ReferentAssigned') continue;
    const id = life.rootOf(event.eventId);
    const { professional, structure } = event.data;
    const to = ends.get(id)?.[0]?.occurredOn ?? null;
    assignments.push({ id, professional, structure, from: event.occurredOn, to });
  }
  return assignments;
}
