import type { Scope } from '@jalons/identity';
import type { Uuid } from '@jalons/kernel';
import type { AccessReason } from '@jalons/privacy';

export { accessOf } from '@jalons/identity';

/** What ties a reader to a person, as her row says. */
export interface Ties {
  readonly viewers: readonly Uuid[];
  /** Structures that have an orientation of hers to answer or to start. */
  readonly receivers?: readonly Uuid[];
  readonly referent: Uuid | null;
  /** The reader has broken the glass on her, and it still holds: PostgreSQL says so. */
  readonly elevated: boolean;
}

/**
 * Why the reader may see a person, the nearest tie first; null where nothing opens her. PostgreSQL has decided the same
 * from the session alone: this is the second of the two locks (security.md § 1).
 */
export function reasonFor(scope: Scope, { viewers, receivers = [], referent, elevated }: Ties): AccessReason | null {
  const follows = scope.structures.some((structure) => viewers.includes(structure));
  if (follows) return referent === scope.professional ? 'referent' : 'structure';
  if (scope.structures.some((structure) => receivers.includes(structure))) return 'orientation';
  return elevated ? 'elevated' : null;
}

/** The territories that the reader coordinates: their process by case number, without identity. */
export function coordinatedBy({ mandates }: Scope): readonly Uuid[] {
  const held = mandates.filter(({ role }) => role === 'coordinator').map(({ territory }) => territory);
  return [...new Set(held.filter((territory) => territory !== null))];
}
