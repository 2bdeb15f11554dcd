import type { Entry, Me, ParcoursView } from '../../../api/contract.js';
import type { Orientation } from './story.js';

/** Whose hands the parcours is in, seen from the reader: what is not theirs to record is not offered. */
export interface Standing {
  /** The reader's structures; what is theirs to do is said of the first. */
  readonly structures: readonly string[];
  /** The structure of today's referent; null while nobody answers for the parcours. */
  readonly referent: string | null;
}

/**
 * The structure that a step is for: the one acted for where it takes part, or was asked to; else, of the reader's, the
 * one that does, as no other may record anything.
 */
export function structureFor(
  now: string | undefined,
  { structures: own }: Standing,
  taking: readonly { readonly id: string }[],
  asked: readonly Pick<Orientation, 'toStructure'>[],
): string | undefined {
  const takesPart = (structure: string) => taking.some(({ id }) => id === structure);
  if (now === undefined || takesPart(now) || asked.some(({ toStructure }) => toStructure === now)) return now;
  return own.find(takesPart) ?? now;
}

/** The standing of a reader who acts for one of her structures. */
export function actingFirst(standing: Standing, structure: string | undefined): Standing {
  if (structure === undefined || !standing.structures.includes(structure)) return standing;
  return { ...standing, structures: [structure, ...standing.structures.filter((each) => each !== structure)] };
}

/**
 * True for who follows people in a structure that takes part, or did at the exit. Whoever sees the parcours otherwise, by
 * breaking the glass, reads it and is offered nothing to record.
 */
export function mayRecord(
  { structures }: Pick<ParcoursView['parcours'], 'structures'>,
  { roles, structures: own }: Pick<Me, 'roles' | 'structures'>,
): boolean {
  const follows = roles.some((role) => role === 'operator' || role === 'structure-manager');
  return follows && structures.some(({ id }) => own.includes(id));
}

/** The answers of a receiver are its own, unless it has no account: then the sender records them. */
export function mayAnswer({ fromStructure, toStructure, onBehalf }: Orientation, { structures }: Standing): boolean {
  return structures.includes(toStructure) || (onBehalf && structures.includes(fromStructure ?? ''));
}

/** The exit and a change of referent belong to the referent's structure; to any, while there is none. */
export function mayDecide({ structures, referent }: Standing): boolean {
  return referent === null || structures.includes(referent);
}

/** A mistake is voided by the structure that made it, or by the referent's. */
export function mayMend({ structure }: Pick<Entry, 'structure'>, standing: Standing): boolean {
  return mayDecide(standing) || (structure !== null && standing.structures.includes(structure.id));
}

/** Said anew by whoever may mend it and knows all of it: what is kept from the reader would be lost. */
export function maySayAnew(entry: Pick<Entry, 'structure' | 'hidden'>, standing: Standing): boolean {
  return (entry.hidden ?? []).length === 0 && mayMend(entry, standing);
}
