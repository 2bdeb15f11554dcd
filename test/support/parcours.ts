import { loadNomenclatures, type Uuid } from '@jalons/kernel';
import { parcoursDecider, type ParcoursCommand, type ParcoursEvent } from '@jalons/parcours';
import { given, testId, type Past } from './given.js';

/** Ids that read in a failure: see {@link testId}. */
export const PERSON = testId(1);
export const STRUCTURE = testId(10);
export const OTHER_STRUCTURE = testId(11);
export const THIRD_STRUCTURE = testId(12);
export const REFERENT = testId(20);
export const OTHER_PROFESSIONAL = testId(21);
export const OPENING = testId(100);
export const ASSIGNMENT = testId(101);

export const decider = parcoursDecider(loadNomenclatures());

type DataOf<Type extends ParcoursEvent['type']> = Extract<ParcoursEvent, { type: Type }>['data'];

/** One entry of a history; an id only where a later one names it. */
export function past<Type extends ParcoursEvent['type']>(
  type: Type,
  on: string,
  data: DataOf<Type>,
  eventId?: Uuid,
): Past<ParcoursEvent> {
  return { type, data, on, ...(eventId !== undefined && { eventId }) } as unknown as Past<ParcoursEvent>;
}

export const OPENED: DataOf<'ParcoursOpened'> = {
  beneficiaryId: PERSON,
  structure: STRUCTURE,
  entryChannel: 'walk-in',
  eligibility: {
    perimeter: 'inside',
    qpv: '2024-grand-mirail',
    evidence: 'declared',
    minimumAge: 16,
    age: 'adult',
  },
};

/** A parcours opened on 5 January 2026 by {@link STRUCTURE}, under {@link REFERENT}. */
export const open: readonly Past<ParcoursEvent>[] = [
  past('ParcoursOpened', '2026-01-05', OPENED, OPENING),
  past('ReferentAssigned', '2026-01-05', { professional: REFERENT, structure: STRUCTURE }, ASSIGNMENT),
];

/** The grammar of the deciders, on an open parcours and what is said to have followed. */
export function openThen(...followed: readonly Past<ParcoursEvent>[]) {
  return given<ParcoursCommand, ParcoursEvent, Parameters<typeof decider.evolve>[0]>(decider, [...open, ...followed]);
}
