import type { Decided, Life } from '@jalons/event-log';
import { DomainError, type CivilDate, invalidField } from '@jalons/kernel';
import type { BeneficiaryCommand } from './beneficiary.commands.js';
import type { BeneficiaryEvent } from './beneficiary.events.js';
import { mergeInForce } from './beneficiary.life.js';
import { refuseTooYoung } from './identity-checks.js';
import { gainsOverlap, slotsOf } from './slots.js';

type CommandOf<Type extends BeneficiaryCommand['type']> = Extract<BeneficiaryCommand, { type: Type }>;

/**
 * Takes the days of a parcours, before the parcours itself is opened, opened again or moved: that a person has one at a
 * time in a territory is held in her stream (architecture.md § 3.3), beside what the records merged with hers hold. An
 * opening that was undone holds no day: it is not told from a parcours of one day here, but in the stream of that parcours.
 * Days already held change nothing. After a merge no new parcours begins here, and those there are go on.
 */
export function decideSlotTaken(
  { slot, policy, elsewhere = [], undone = [], ...asked }: CommandOf<'TakeParcoursSlot'>,
  life: Life<BeneficiaryEvent>,
  today: CivilDate,
): readonly Decided<BeneficiaryEvent>[] {
  const to = asked.to ?? null;
  const slots = slotsOf(life.positional);
  const current = slots.find(({ parcoursId }) => parcoursId === slot.parcoursId);
  if (current !== undefined && current.from === slot.from && current.to === to) return [];
  if (current === undefined && mergeInForce(life.positional) !== undefined) {
    throw new DomainError(
      'conflict',
      'person-merged',
      'Cette personne a été rapprochée d’une autre fiche : ouvrez le parcours depuis la fiche conservée.',
    );
  }
  if (slot.from > today)
    throw invalidField('/occurredOn', 'in-the-future', 'La date d’entrée ne peut pas être dans le futur.');
  if (current?.from !== slot.from) refuseTooYoung(birthDateOf(life), slot.from, policy);
  const standing = [...slots, ...elsewhere].filter(({ parcoursId }) => !undone.includes(parcoursId));
  if (policy.overlapPolicy === 'refuse' && gainsOverlap(standing, { ...slot, to })) {
    throw new DomainError(
      'conflict',
      'parcours-already-open',
      'Cette personne a déjà un parcours ouvert à cette date sur ce territoire.',
    );
  }
  const taken = { type: 'ParcoursSlotTaken', data: slot, occurredOn: today } as const;
  if (to === null) return [taken];
  return [taken, { type: 'ParcoursSlotFreed', data: { parcoursId: slot.parcoursId, on: to }, occurredOn: today }];
}

/**
 * Frees a slot at an exit, or empties it (on = from) when an opening is undone. Days that are free already stay so: a
 * later end takes days, which another parcours may hold meanwhile.
 */
export function decideSlotFreed(
  { parcoursId, on }: CommandOf<'FreeParcoursSlot'>,
  life: Life<BeneficiaryEvent>,
  today: CivilDate,
): readonly Decided<BeneficiaryEvent>[] {
  const slot = slotsOf(life.positional).find((one) => one.parcoursId === parcoursId);
  if (slot === undefined)
    throw new DomainError('not-found', 'slot-unknown', 'Ce parcours n’est pas celui de cette personne.');
  if (slot.to !== null && slot.to <= on) return [];
  if (on < slot.from) throw invalidField('/on', 'exit-before-entry', 'La sortie ne peut pas précéder l’entrée.');
  return [{ type: 'ParcoursSlotFreed', data: { parcoursId, on }, occurredOn: today }];
}

function birthDateOf(life: Life<BeneficiaryEvent>): CivilDate | undefined {
  return life.steps.reduce<CivilDate | undefined>((known, event) => {
    if (event.type !== 'BeneficiaryRegistered' && event.type !== 'ProfileUpdated') return known;
    return event.data.birthDate ?? known;
  }, undefined);
}
