import type { Uuid } from '@jalons/kernel';

/** A merge in force: the first was absorbed by the second. */
export type Merge = readonly [Uuid, Uuid];

/** Everybody in a merge, and the lowest id of those connected to them; a cycle is a component like another. */
export function componentsOf(merges: readonly Merge[]): ReadonlyMap<Uuid, Uuid> {
  const above = new Map<Uuid, Uuid>();

  function rootOf(person: Uuid): Uuid {
    let root = person;
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next;
    return root;
  }

  for (const [absorbed, into] of merges) {
    const [a, b] = [rootOf(absorbed), rootOf(into)];
    // The lowest stays the root: the same merges give the same components, whatever their order.
    if (a !== b) above.set(a < b ? b : a, a < b ? a : b);
  }
  return new Map(merges.flat().map((person) => [person, rootOf(person)]));
}
