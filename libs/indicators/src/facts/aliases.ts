import type { Instant, Uuid } from '@jalons/kernel';
import { changesOf, holdsAt, stretchesInForce, type Interval } from './in-force.js';
import type { PersonSource } from './person-source.js';

/** For one stretch of knowledge, somebody counts as another person: the smallest id among those merged with her. */
export interface Alias {
  readonly beneficiary: Uuid;
  readonly person: Uuid;
  readonly knownFrom: Instant;
  readonly knownTo: Instant;
}

interface Link {
  readonly between: readonly [Uuid, Uuid];
  readonly stretches: readonly Interval[];
}

/**
 * The aliases of people who were ever linked: a merged case is the connected component of the merges in force
 * (domain.md § 3), at each instant of knowledge. Whoever keeps her own id has no row.
 * @param streams what is kept of each person's stream, by her id; whole for everybody who was ever linked with one of them
 */
export function aliasesOf(streams: ReadonlyMap<Uuid, readonly PersonSource[]>): readonly Alias[] {
  const links = [...streams].flatMap(([beneficiary, sources]) => linksOf(beneficiary, sources));
  const changes = changesOf(links.flatMap(({ stretches }) => stretches));
  const open = new Map<Uuid, Alias>();
  const aliases: Alias[] = [];
  for (const [index, knownFrom] of changes.slice(0, -1).entries()) {
    const knownTo = changes[index + 1]!;
    const inForce = links.filter(({ stretches }) => holdsAt(stretches, knownFrom));
    for (const [beneficiary, person] of personsOf(inForce.map(({ between }) => between))) {
      const last = open.get(beneficiary);
      const goesOn = last?.person === person && last.knownTo === knownFrom;
      if (last !== undefined && !goesOn) aliases.push(last);
      open.set(beneficiary, goesOn ? { ...last, knownTo } : { beneficiary, person, knownFrom, knownTo });
    }
  }
  return [...aliases, ...open.values()];
}

function linksOf(beneficiary: Uuid, sources: readonly PersonSource[]): readonly Link[] {
  const stretchesOf = stretchesInForce(sources, ({ kind }) => kind === 'merge');
  return sources.flatMap((source) =>
    source.kind === 'merge' ? [{ between: [beneficiary, source.into] as const, stretches: stretchesOf(source) }] : [],
  );
}

/** Of each component, everybody but the smallest id, with that id. */
function personsOf(links: readonly (readonly [Uuid, Uuid])[]): ReadonlyMap<Uuid, Uuid> {
  const above = new Map<Uuid, Uuid>();
  const personOf = (id: Uuid): Uuid => {
    const next = above.get(id);
    return next === undefined ? id : personOf(next);
  };
  for (const [one, other] of links) {
    const [a, b] = [personOf(one), personOf(other)];
    if (a !== b) above.set(a < b ? b : a, a < b ? a : b);
  }
  return new Map([...above.keys()].map((id) => [id, personOf(id)]));
}
