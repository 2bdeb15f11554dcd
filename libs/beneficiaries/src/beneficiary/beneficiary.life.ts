import {
  lifeOf,
  openedBy,
  referenceViolations,
  type Life,
  type LifeEvent,
  type ReferencesOf,
  type Violation,
} from '@jalons/event-log';
import { repeats } from '@jalons/kernel';
import type { BeneficiaryEvent } from './beneficiary.events.js';
import { slotsOf, type Slot } from './slots.js';

export const BENEFICIARY_RULES = openedBy<BeneficiaryEvent>('BeneficiaryRegistered', [
  'ParcoursSlotTaken',
  'ParcoursSlotFreed',
  'BeneficiaryMerged',
  'MergeReversed',
]);

/** The slots that a person's stream holds; those that hold no day (`from` = `to`) too. */
export function slotsIn(events: readonly LifeEvent<BeneficiaryEvent>[]): readonly Slot[] {
  return slotsOf(lifeOf(events, BENEFICIARY_RULES).positional);
}

/** What an event of a person's stream closes; each entry is closed once. */
export const beneficiaryReferences: ReferencesOf<BeneficiaryEvent> = (event) => {
  switch (event.type) {
    case 'ObjectionWithdrawn':
      return [{ field: '/objection', eventId: event.data.objection, types: ['ObjectionRecorded'] }];
    case 'RestrictionLifted':
      return [{ field: '/restriction', eventId: event.data.restriction, types: ['ProcessingRestricted'] }];
    case 'MergeReversed':
      return [{ field: '/merge', eventId: event.data.merge, types: ['BeneficiaryMerged'], ordered: false }];
    default:
      return [];
  }
};

/** Written by the product itself around the commands on parcours, and undone with them, never by itself. */
const BY_MACHINE: ReadonlySet<BeneficiaryEvent['type']> = new Set([
  'ParcoursSlotTaken',
  'ParcoursSlotFreed',
  'BeneficiaryErased',
]);

/** Whether nobody recorded it: no void of its own takes it out. */
export function writtenByMachine({ type }: Pick<BeneficiaryEvent, 'type'>): boolean {
  return BY_MACHINE.has(type);
}

/**
 * What rests on a registration: every other entry in force, but the slots that hold no day. An opening that was undone
 * leaves one, whose parcours is no more; whoever voids a registration sees to it that it is (see OtherStreams).
 */
export function restingOnRegistration(life: Life<BeneficiaryEvent>): readonly LifeEvent<BeneficiaryEvent>[] {
  const slots = slotsOf(life.positional);
  const empty = new Set(slots.filter(({ from, to }) => from === to).map(({ parcoursId }) => parcoursId));
  return life.inForce.filter(({ type, data }) => {
    if (type === 'BeneficiaryRegistered') return false;
    return !('parcoursId' in data && empty.has(data.parcoursId));
  });
}

type Merged = Extract<BeneficiaryEvent, { type: 'BeneficiaryMerged' }>;

/** The merge in force, if any: merges and reversals fold by position. */
export function mergeInForce(positional: readonly LifeEvent<BeneficiaryEvent>[]): LifeEvent<Merged> | undefined {
  return mergesInForce(positional)[0];
}

function mergesInForce(positional: readonly LifeEvent<BeneficiaryEvent>[]): readonly LifeEvent<Merged>[] {
  const reversed = new Set(positional.flatMap((event) => (event.type === 'MergeReversed' ? [event.data.merge] : [])));
  return positional.filter(
    (event): event is LifeEvent<Merged> => event.type === 'BeneficiaryMerged' && !reversed.has(event.eventId),
  );
}

/** Every invariant that a person's stream breaks. Overlapping parcours are judged when a slot is taken, by policy. */
export function beneficiaryViolations(events: readonly LifeEvent<BeneficiaryEvent>[]): readonly Violation[] {
  const life = lifeOf(events, BENEFICIARY_RULES);
  const found: Violation[] = [...referenceViolations(life, beneficiaryReferences)];
  const registrations = life.steps.filter(({ type }) => type === 'BeneficiaryRegistered');
  if (registrations.length > 1 || (registrations.length === 0 && restingOnRegistration(life).length > 0)) {
    found.push({
      code: registrations.length === 0 ? 'person-unregistered' : 'person-registered-twice',
      message: 'Une personne est enregistrée une seule fois, avant toute autre saisie.',
      entries: registrations.slice(1).map(({ eventId }) => eventId),
    });
  }
  const closings = life.inForce.flatMap((event) =>
    beneficiaryReferences(event).map(({ field, eventId }) => ({ event, field, root: life.rootOf(eventId) })),
  );
  for (const { event, field } of repeats(closings, ({ root }) => root)) {
    found.push({ code: 'closed-twice', message: 'Cette saisie a déjà pris fin.', entries: [event.eventId], field });
  }
  // A reversal that is voided gives its merge back, which another may have followed meanwhile.
  for (const { eventId } of mergesInForce(life.positional).slice(1)) {
    const message = 'Cette personne est déjà rapprochée d’une autre : défaites d’abord ce rapprochement.';
    found.push({ code: 'already-merged', message, entries: [eventId] });
  }
  return found;
}
