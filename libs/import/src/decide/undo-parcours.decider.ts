import { gainsOverlap, type Slot } from '@jalons/beneficiaries';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { parcoursViolations, type ParcoursEntries, type ParcoursEvent } from '@jalons/parcours';
import { MOVERS, slotAt, wantedSlot, type WantedSlot } from './slot-keeping.js';
import { undoInStream, type UndoContext, type UndoneStream } from './undo.decider.js';

/** Undoes an import in the stream of a parcours, whatever places its person's other parcours hold. */
export function undoInParcours(entries: ParcoursEntries, context: UndoContext): UndoneStream<ParcoursEvent> {
  return undoInStream<ParcoursEvent>(entries as never, parcoursViolations, context);
}

/** The place that a parcours takes once an import is undone in it; null where it takes none. */
export function placeAfter(parcours: Uuid, { draft }: UndoneStream<ParcoursEvent>): WantedSlot | null {
  return wantedSlot(parcours, draft);
}

/** Whether a parcours would take days that it does not hold: an exit that is taken back opens it again. */
export function takesDays(place: WantedSlot | null, held: Slot): boolean {
  return place !== null && (place.from < held.from || (held.to !== null && isLater(place.to, held.to)));
}

/**
 * The undo of an import in a parcours that would take days, where parcours may not overlap: what would make it overlap
 * another stays, and is told (domain.md § 3: the void of an exit must take its place again).
 * @param held the place that it holds
 * @param others the places of the person's other parcours, as they are once the import is undone in them too
 */
export function undoBesideOthers(
  parcours: Uuid,
  entries: ParcoursEntries,
  held: Slot,
  others: readonly Slot[],
  context: UndoContext,
): UndoneStream<ParcoursEvent> {
  const undone = MOVERS.map((types) =>
    undoInStream<ParcoursEvent>(entries as never, parcoursViolations, context, ({ type }) =>
      types.has(type) ? 'told' : undefined,
    ),
  );
  const fits = [undoInParcours(entries, context), ...undone].find((one) => {
    const place = placeAfter(parcours, one);
    return place === null || !gainsOverlap([...others, held], slotAt(place, held.territory));
  });
  return fits ?? undone.at(-1)!;
}

function isLater(to: CivilDate | null, held: CivilDate): boolean {
  return to === null || to > held;
}
