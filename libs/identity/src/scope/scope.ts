import type { Uuid } from '@jalons/kernel';
import type { Role } from '../professional/roles.js';
import { STRUCTURE_ROLES } from '../professional/roles.js';

export interface HeldMandate {
  readonly mandate: Uuid;
  readonly role: Role;
  readonly structure: Uuid | null;
  readonly territory: Uuid | null;
}

/**
 * What the holder of a session may do today. The application decides by it; PostgreSQL decides again, from the token
 * alone, and never believes this object.
 */
export interface Scope {
  readonly professional: Uuid;
  readonly name: string | null;
  /** To be handed to {@link ScopedDatabase}: every read runs under it. */
  readonly token: string;
  readonly mandates: readonly HeldMandate[];
  readonly roles: ReadonlySet<Role>;
  /** Structures whose people the holder follows. */
  readonly structures: readonly Uuid[];
  /** Territories of all mandates. */
  readonly territories: readonly Uuid[];
}

/** Builds the scope of a session from the mandates that its holder has today. */
export function scopeOf(
  session: { readonly professional: Uuid; readonly name: string | null; readonly token: string },
  mandates: readonly HeldMandate[],
): Scope {
  const following = mandates.filter(({ role }) => STRUCTURE_ROLES.has(role));
  return {
    ...session,
    mandates,
    roles: new Set(mandates.map(({ role }) => role)),
    structures: distinct(following.map(({ structure }) => structure)),
    territories: distinct(mandates.map(({ territory }) => territory)),
  };
}

/** True where `role` is held, in this structure or over this territory where one is named. */
export function holds(
  scope: Scope,
  role: Role,
  where: { readonly structure?: Uuid; readonly territory?: Uuid } = {},
): boolean {
  return scope.mandates.some(
    (held) =>
      held.role === role &&
      (where.structure === undefined || held.structure === where.structure) &&
      (where.territory === undefined || held.territory === where.territory),
  );
}

function distinct(ids: readonly (Uuid | null)[]): readonly Uuid[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
