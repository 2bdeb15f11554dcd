import { lifeOf, openedBy, type Life, type LifeEvent } from '@jalons/event-log';
import { type CivilDate, type Uuid, holdsOn, type Period } from '@jalons/kernel';
import type { StructureEvent } from './structure.events.js';

/** A seat on the comité technique local, held on [from, to). */
export interface Seat extends Period {
  readonly id: Uuid;
  readonly territory: Uuid;
}

export interface StructureState {
  readonly registeredOn: CivilDate | null;
  readonly kind: string | null;
  readonly siret: string | null;
  /** In order of `from`; the last one whose day has come is the name. */
  readonly names: readonly { readonly name: string; readonly from: CivilDate }[];
  readonly seats: readonly Seat[];
}

const RULES = openedBy<StructureEvent>('StructureRegistered');

/** The life of a structure as its stream tells it. */
export function structureLife(events: readonly LifeEvent<StructureEvent>[]): Life<StructureEvent> {
  return lifeOf(events, RULES);
}

/** Folds the unvoided events of a structure; the order of the input does not matter. */
export function structureState(events: readonly LifeEvent<StructureEvent>[]): StructureState {
  const names: { name: string; from: CivilDate }[] = [];
  const seats: Omit<Seat, 'to'>[] = [];
  const ends = new Map<Uuid, CivilDate>();
  let registeredOn: CivilDate | null = null;
  let kind: string | null = null;
  let siret: string | null = null;
  for (const event of events) {
    switch (event.type) {
      case 'StructureRegistered':
        registeredOn = event.occurredOn;
        kind = event.data.kind;
        siret = event.data.siret ?? null;
        names.push({ name: event.data.name, from: event.occurredOn });
        break;
      case 'StructureRenamed':
        names.push({ name: event.data.name, from: event.data.from });
        break;
      case 'SeatGranted':
        seats.push({ id: event.eventId, territory: event.data.territory, from: event.data.from });
        break;
      case 'SeatEnded':
        ends.set(event.data.seat, event.data.on);
        break;
      case 'EntryVoided':
        break;
    }
  }
  return {
    registeredOn,
    kind,
    siret,
    names: names.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from))),
    seats: seats.map((seat) => ({ ...seat, to: ends.get(seat.id) ?? null })),
  };
}

/** The name on a day; null before the registration. */
export function nameOn(state: StructureState, day: CivilDate): string | null {
  return state.names.findLast(({ from }) => from <= day)?.name ?? null;
}

/** True where the structure holds a seat in the territory on that day. */
export function holdsSeat(state: StructureState, territory: Uuid, day: CivilDate): boolean {
  return state.seats.some((seat) => seat.territory === territory && holdsOn(seat, day));
}
