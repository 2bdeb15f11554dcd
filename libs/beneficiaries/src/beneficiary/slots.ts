import type { LifeEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { BeneficiaryEvent } from './beneficiary.events.js';

/** A parcours of the person as her own stream knows it: held on [from, to), open while `to` is null. */
export interface Slot {
  readonly parcoursId: Uuid;
  readonly territory: Uuid;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  /** The entry that took its days last: the opening, a reopening, the void or the correction that moved them. */
  readonly opening: Uuid;
}

/** The slots after the stream's slot events, folded by position (domain.md § 3). */
export function slotsOf(positional: readonly LifeEvent<BeneficiaryEvent>[]): readonly Slot[] {
  const slots = new Map<Uuid, Slot>();
  for (const event of positional) {
    if (event.type === 'ParcoursSlotTaken') slots.set(event.data.parcoursId, { ...event.data, to: null });
    if (event.type === 'ParcoursSlotFreed') {
      const slot = slots.get(event.data.parcoursId);
      if (slot) slots.set(slot.parcoursId, { ...slot, to: event.data.on });
    }
  }
  return [...slots.values()];
}

/**
 * The slots of one territory that overlap: per person, sorted by (entry, exit), entry before the running maximum of the
 * earlier exits. An entry on the day of an exit is none (domain.md § 3).
 */
export function overlappingSlots(slots: readonly Slot[], territory: Uuid): readonly Slot[] {
  const sorted = slots
    .filter((slot) => slot.territory === territory)
    .toSorted((a, b) => compare(a.from, b.from) || compare(a.to ?? OPEN, b.to ?? OPEN));
  let latestExit = '';
  return sorted.filter(({ from, to }) => {
    const overlap = from < latestExit;
    if ((to ?? OPEN) > latestExit) latestExit = to ?? OPEN;
    return overlap;
  });
}

/**
 * Whether a parcours that takes these days comes to overlap another one: what overlaps already may stay, nothing is added
 * to it. A slot that holds no day is in nobody's way: an opening that was undone leaves one (domain.md § 3).
 */
export function gainsOverlap(slots: readonly Slot[], place: Slot): boolean {
  const current = slots.find(({ parcoursId }) => parcoursId === place.parcoursId);
  if (current?.from === place.from && current.to === place.to) return false;
  const before = slots.filter(({ from, to }) => from !== to);
  const after = [...before.filter((slot) => slot !== current), place];
  return overlappingSlots(after, place.territory).length > overlappingSlots(before, place.territory).length;
}

/** Later than any civil date. */
const OPEN = '9999-12-31~';

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
