import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import { unvoided, type LifeEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';

/** What a person asked for, or a court or the dpo decided: it stands above every rule (RGPD art. 18 and 21). */
export interface PersonFacts {
  /** Evidence of an objection to contact, or to all. */
  readonly contactObjection: Uuid | null;
  /** Evidence of an objection to profiling, or to all. */
  readonly profilingObjection: Uuid | null;
  readonly restriction: Uuid | null;
}

export const NOTHING_ASKED: PersonFacts = { contactObjection: null, profilingObjection: null, restriction: null };

/** From the events known of one person's stream. */
export function readPerson(known: readonly LifeEvent<BeneficiaryEvent>[]): PersonFacts {
  const inForce = unvoided(known) as readonly LifeEvent<BeneficiaryEvent>[];
  const closed = new Set(
    inForce.flatMap((event) =>
      event.type === 'ObjectionWithdrawn'
        ? [event.data.objection]
        : event.type === 'RestrictionLifted'
          ? [event.data.restriction]
          : [],
    ),
  );
  const standing = inForce.filter(({ eventId }) => !closed.has(eventId));
  const objection = (purpose: 'contact' | 'profiling') =>
    standing.find(
      (event) => event.type === 'ObjectionRecorded' && (event.data.purpose === purpose || event.data.purpose === 'all'),
    )?.eventId ?? null;
  return {
    contactObjection: objection('contact'),
    profilingObjection: objection('profiling'),
    restriction: standing.find(({ type }) => type === 'ProcessingRestricted')?.eventId ?? null,
  };
}

/** Merged people are one: what any of their streams says holds for all. */
export function together(people: readonly PersonFacts[]): PersonFacts {
  return people.reduce(
    (all, one) => ({
      contactObjection: all.contactObjection ?? one.contactObjection,
      profilingObjection: all.profilingObjection ?? one.profilingObjection,
      restriction: all.restriction ?? one.restriction,
    }),
    NOTHING_ASKED,
  );
}
