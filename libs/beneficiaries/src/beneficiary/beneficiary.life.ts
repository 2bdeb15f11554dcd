import {
  lifeOf,
  referenceViolations,
  type LifeEvent,
  type LifeRules,
  type ReferencesOf,
  type Violation,
} from '@jalons/event-log';
import type { BeneficiaryEvent } from './beneficiary.events.js';

export const BENEFICIARY_RULES: LifeRules<BeneficiaryEvent> = {
  openings: new Set(['BeneficiaryRegistered']),
  exits: new Set(),
  byPosition: new Set(['ParcoursSlotTaken', 'ParcoursSlotFreed', 'BeneficiaryMerged', 'MergeReversed']),
  reopens: () => undefined,
};

/** What an event of a person's stream closes or follows. */
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

/** The merge in force, if any: merges and reversals fold by position. */
export function mergeInForce(positional: readonly LifeEvent<BeneficiaryEvent>[]) {
  const reversed = new Set(positional.flatMap((event) => (event.type === 'MergeReversed' ? [event.data.merge] : [])));
  return positional.find((event) => event.type === 'BeneficiaryMerged' && !reversed.has(event.eventId)) as
    LifeEvent<Extract<BeneficiaryEvent, { type: 'BeneficiaryMerged' }>> | undefined;
}

/** Every invariant that a person's stream breaks. Overlapping parcours are judged when a slot is taken, by policy. */
export function beneficiaryViolations(events: readonly LifeEvent<BeneficiaryEvent>[]): readonly Violation[] {
  const life = lifeOf(events, BENEFICIARY_RULES);
  const found: Violation[] = [...referenceViolations(life, beneficiaryReferences)];
  const registrations = life.steps.filter(({ type }) => type === 'BeneficiaryRegistered');
  if (registrations.length !== 1 && life.inForce.length > 0) {
    found.push({
      code: registrations.length === 0 ? 'person-unregistered' : 'person-registered-twice',
      message: 'Une personne est enregistrée une seule fois, avant toute autre saisie.',
      entries: registrations.slice(1).map(({ eventId }) => eventId),
    });
  }
  for (const [closing, name] of [
    ['ObjectionWithdrawn', 'objection'],
    ['RestrictionLifted', 'restriction'],
    ['MergeReversed', 'merge'],
  ] as const) {
    const seen = new Set<string>();
    for (const event of life.inForce.filter(({ type }) => type === closing)) {
      const root = life.rootOf((event.data as Record<string, string>)[name] ?? '');
      if (seen.has(root)) {
        found.push({
          code: 'closed-twice',
          message: 'Cette saisie a déjà pris fin.',
          entries: [event.eventId],
          field: `/${name}`,
        });
      }
      seen.add(root);
    }
  }
  return found;
}
