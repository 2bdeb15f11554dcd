import type { LifeEvent } from '@jalons/event-log';
import type { CivilDate } from '@jalons/kernel';
import type { ParcoursEvent } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';

/** What a command on a parcours does to the slot that it holds in its person's stream. */
export type SlotChange =
  /** Open again from its entry on: a reopening, the void of an exit. */
  | { readonly kind: 'take'; readonly from: CivilDate }
  /** Held until that day: an exit; or not at all (the day of the entry): the void of the opening. */
  | { readonly kind: 'free'; readonly on: CivilDate };

/** Compares a parcours before and after a command; null where the slot stays as it is. */
export function slotChange(
  before: readonly LifeEvent<ParcoursEvent>[],
  after: readonly LifeEvent<ParcoursEvent>[],
): SlotChange | null {
  const [was, is] = [heldDaysOf(before), heldDaysOf(after)];
  if (is === null) return was === null ? null : { kind: 'free', on: was.from };
  if (is.to === null) return was?.to === null ? null : { kind: 'take', from: is.from };
  return was?.to === is.to ? null : { kind: 'free', on: is.to };
}

/** The days [from, to) of a parcours, open while `to` is null; null where its opening is not in force. */
function heldDaysOf(events: readonly LifeEvent<ParcoursEvent>[]) {
  const { steps } = parcoursLife(events);
  const opening = steps.find(({ type }) => type === 'ParcoursOpened');
  const exit = steps.find(({ type }) => type === 'ParcoursExited');
  return opening === undefined ? null : { from: opening.occurredOn, to: exit?.occurredOn ?? null };
}
