import type { Uuid } from '@jalons/kernel';

/** A merge in force: `into` stands for `person`. */
export interface MergeEdge {
  readonly person: Uuid;
  readonly into: Uuid;
}

/** One case of several records: the connected component of the merges in force (domain.md § 3). */
export interface MergedCase {
  /** Every record of it, sorted. */
  readonly members: readonly Uuid[];
  /** The record that stands for all; null where merges go round in a circle, which is an anomaly to be shown. */
  readonly survivor: Uuid | null;
}

/** The case of each person; whoever was never merged is one alone. */
export function mergedCases(people: Iterable<Uuid>, edges: readonly MergeEdge[]): ReadonlyMap<Uuid, MergedCase> {
  const near = new Map<Uuid, Uuid[]>();
  for (const { person, into } of edges) {
    near.set(person, [...(near.get(person) ?? []), into]);
    near.set(into, [...(near.get(into) ?? []), person]);
  }
  const absorbed = new Set(edges.map(({ person }) => person));
  const cases = new Map<Uuid, MergedCase>();
  for (const person of people) {
    if (cases.has(person)) continue;
    const members = reachable(person, near);
    // Each record is merged into one other at most: one that is merged into none is the only one.
    const merged = { members, survivor: members.find((member) => !absorbed.has(member)) ?? null };
    for (const member of members) cases.set(member, merged);
  }
  return cases;
}

function reachable(person: Uuid, near: ReadonlyMap<Uuid, readonly Uuid[]>): readonly Uuid[] {
  const found = new Set([person]);
  for (const each of found) for (const next of near.get(each) ?? []) found.add(next);
  return [...found].toSorted();
}
