import type { Professional } from '../../api/contract.js';

/** Roles whose holders follow people. */
const FOLLOWING = new Set(['operator', 'structure-manager']);

/** Somebody who follows people in a structure today. */
export interface Member {
  readonly professional: string;
  readonly name: string;
  readonly structure: string;
}

/** Who works on that day in one of these structures, once for each of them. */
export function membersOf(
  professionals: readonly Professional[],
  structures: ReadonlySet<string>,
  today: string,
): readonly Member[] {
  return professionals.flatMap(({ professional, givenName, familyName, mandates }) => {
    const held = mandates.flatMap(({ role, structure, from, until }) =>
      FOLLOWING.has(role) && from <= today && (until === null || until > today) ? (structure ?? []) : [],
    );
    return [...new Set(held)]
      .filter((structure) => structures.has(structure))
      .map((structure) => ({ professional, name: `${givenName} ${familyName}`, structure }));
  });
}
