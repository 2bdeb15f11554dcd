import type { LifeEvent } from '@jalons/event-log';
import { covers, type CivilDate, type Period, type Uuid } from '@jalons/kernel';
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
 * Whether a parcours that takes these days comes to overlap another one on more days than it did: what overlaps already
 * may stay, nothing is added to it. One that began and ended on a day overlaps what holds that day and the one before
 * (domain.md § 3).
 * @param slots but those that openings left which were undone: these hold no day either, and stand for nothing
 */
export function gainsOverlap(slots: readonly Slot[], place: Slot): boolean {
  const current = slots.find(({ parcoursId }) => parcoursId === place.parcoursId);
  return slots.some((other) => {
    if (other === current || other.territory !== place.territory) return false;
    const common = overlapOf(place, other);
    if (common === null || current === undefined) return common !== null;
    return overlapOf(current, other) === null || !covers(current, common);
  });
}

/** The days of both; without any, the day of a parcours that begins and ends inside the other. */
function overlapOf(place: Period, other: Period): Period | null {
  if ((place.to ?? OPEN) <= other.from || (other.to ?? OPEN) <= place.from) return null;
  const from = place.from > other.from ? place.from : other.from;
  const to = (place.to ?? OPEN) < (other.to ?? OPEN) ? place.to : other.to;
  return { from, to };
}

/** Later than any civil date. */
const OPEN = '9999-12-31~';

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
