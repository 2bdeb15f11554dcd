import type { LifeEvent } from '@jalons/event-log';
import type { CivilDate, Period } from '@jalons/kernel';
import type { ParcoursEvent } from '../parcours.events.js';
import { parcoursLife } from '../parcours.life.js';

/** What a command on a parcours does to the slot that it holds in its person's stream. */
export type SlotChange =
  /** Days that another parcours may hold: a reopening, the void of an exit, an opening or exit moved by a correction. */
  | { readonly kind: 'take'; readonly from: CivilDate; readonly to: CivilDate | null }
  /** Held until that day: an exit; or not at all (the day of the entry): the void of the opening. */
  | { readonly kind: 'free'; readonly on: CivilDate };

type Events = readonly LifeEvent<ParcoursEvent>[];

/** Compares a parcours before and after a command; null where the slot stays as it is. */
export function slotChange(before: Events, after: Events): SlotChange | null {
  return changeBetween(heldDaysOf(before), heldDaysOf(after));
}

/** The same between the days that are held and those that should be. */
export function changeBetween(was: Period | null, is: Period | null): SlotChange | null {
  if (is === null) return was === null || was.to === was.from ? null : { kind: 'free', on: was.from };
  if (was?.from === is.from && was.to === is.to) return null;
  const ends = is.to !== null && was?.from === is.from && (was.to === null || is.to < was.to);
  return ends ? { kind: 'free', on: is.to } : { kind: 'take', from: is.from, to: is.to };
}

/** Whether a slot is what an opening left that was undone: it holds no day, like that of a parcours of one day. */
export function isUndone({ from, to }: Period, parcours: Events): boolean {
  return from === to && heldDaysOf(parcours) === null;
}

/** The days [from, to) of a parcours, open while `to` is null; null where its opening is not in force. */
export function heldDaysOf(events: Events): Period | null {
  const { steps } = parcoursLife(events);
  const opening = steps.find(({ type }) => type === 'ParcoursOpened');
  const exit = steps.find(({ type }) => type === 'ParcoursExited');
  return opening === undefined ? null : { from: opening.occurredOn, to: exit?.occurredOn ?? null };
}
