/** What a mandate gives the right to (security.md § 1). */
export const ROLES = [
  'operator',
  'structure-manager',
  'coordinator',
  'steering',
  'institutional',
  'dpo',
  'admin',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles held inside a structure, whose people they follow. */
export const STRUCTURE_ROLES: ReadonlySet<Role> = new Set(['operator', 'structure-manager']);

/** Roles held over a territory. */
export const TERRITORY_ROLES: ReadonlySet<Role> = new Set(['coordinator', 'steering', 'institutional']);

/** Roles that may break the glass: a reason on record opens a case to them for a limited time. */
export const ELEVATING_ROLES: ReadonlySet<Role> = new Set(['operator', 'structure-manager', 'coordinator']);

/** True for a role that exists. */
export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
