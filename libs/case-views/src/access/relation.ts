import { ELEVATING_ROLES, type HeldMandate, type Scope } from '@jalons/identity';
import type { Instant, Uuid } from '@jalons/kernel';
import type { Access, AccessedSubject, AccessReason } from '@jalons/privacy';
import type { Reader } from './reader.js';

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

/** The line that a read leaves in the access journal; `near` are the structures that opened what was shown. */
export function accessOf(
  { scope, request }: Reader,
  action: string,
  subjects: readonly AccessedSubject[],
  near: readonly Uuid[],
  at: Instant,
): Access {
  const mandate = mandateFor(scope, near);
  return {
    request,
    professional: scope.professional,
    role: mandate.role,
    ...(mandate.structure !== null && { structure: mandate.structure }),
    ...(mandate.territory !== null && { territory: mandate.territory }),
    action,
    subjects,
    at,
  };
}

/** The mandate under which it was shown: in a structure that opened it, else any that may show people. */
function mandateFor({ mandates }: Scope, near: readonly Uuid[]): HeldMandate {
  const showing = mandates.filter(({ role }) => ELEVATING_ROLES.has(role));
  const found = showing.find(({ structure }) => structure !== null && near.includes(structure)) ?? showing[0];
  if (found === undefined) throw new Error('people were shown to somebody without a mandate that shows any');
  return found;
}
