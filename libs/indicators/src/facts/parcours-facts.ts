import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import { changesOf, holdsAt, stretchesInForce } from './in-force.js';
import type { ExitTold, ParcoursSource } from './parcours-source.js';

/**
 * How a parcours stood, for one stretch of knowledge: entered and not exited, told by its entry, or exited, told by its
 * exit. At any instant one of them holds, or none where the parcours was not known.
 */
export interface ParcoursFact {
  /** The entry or exit event that tells it. */
  readonly eventId: Uuid;
  readonly knownFrom: Instant;
  readonly knownTo: Instant;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
  readonly enteredOn: CivilDate;
  readonly exit: ({ readonly on: CivilDate } & ExitTold) | null;
}

type Entry = Extract<ParcoursSource, { kind: 'entry' }>;
type Exit = Extract<ParcoursSource, { kind: 'exit' }>;

/**
 * The facts of one parcours, from all that is kept of its stream. An exit counts with the entry in force beside it; its
 * fact repeats the day of that entry, and a correction of the entry cuts it in two.
 *
 * The exit repeats it because joining the two at each question takes five times as long as reading the exits of the
 * window (1 000 000 parcours, 110 000 exits a year: docs/benchmarks.md, "Indicators").
 */
export function parcoursFacts(sources: readonly ParcoursSource[]): readonly ParcoursFact[] {
  const stretchesOf = stretchesInForce(sources, ({ kind }) => kind === 'exit');
  const held = sources
    .filter((source): source is Entry | Exit => source.kind === 'entry' || source.kind === 'exit')
    .map((source) => ({ source, stretches: stretchesOf(source) }));
  const changes = changesOf(held.flatMap(({ stretches }) => stretches));
  const facts: ParcoursFact[] = [];
  for (const [index, knownFrom] of changes.slice(0, -1).entries()) {
    const standing = held.filter(({ stretches }) => holdsAt(stretches, knownFrom)).map(({ source }) => source);
    const entry = first(standing.filter((source): source is Entry => source.kind === 'entry'));
    const exit = first(standing.filter((source): source is Exit => source.kind === 'exit'));
    if (entry !== undefined) extend(facts, factOf(entry, exit, knownFrom, changes[index + 1]!));
  }
  return facts;
}

/** The one in force; where a history is broken and there are two, the first in the order of life. */
function first<S extends Entry | Exit>(standing: readonly S[]): S | undefined {
  return standing.toSorted((a, b) => (a.on === b.on ? a.revision - b.revision : a.on < b.on ? -1 : 1))[0];
}

function factOf(entry: Entry, exit: Exit | undefined, knownFrom: Instant, knownTo: Instant): ParcoursFact {
  const { beneficiary, territory, on } = entry;
  return {
    eventId: (exit ?? entry).eventId,
    ...{ knownFrom, knownTo, beneficiary, territory },
    enteredOn: on,
    exit: exit === undefined ? null : { on: exit.on, ...exit.told },
  };
}

/** Adds a fact, as part of the last one where that says the same until then. */
function extend(facts: ParcoursFact[], fact: ParcoursFact): void {
  const last = facts.at(-1);
  const goesOn =
    last?.knownTo === fact.knownFrom &&
    last.eventId === fact.eventId &&
    last.enteredOn === fact.enteredOn &&
    last.territory === fact.territory &&
    last.beneficiary === fact.beneficiary;
  if (goesOn) facts[facts.length - 1] = { ...last, knownTo: fact.knownTo };
  else facts.push(fact);
}
