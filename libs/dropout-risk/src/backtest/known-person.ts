import { mergeInForce, type BeneficiaryEvent } from '@jalons/beneficiaries';
import { asOf, knownAtOf, unvoided, type LifeEvent } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import { componentsOf, parcoursLife, type Merge } from '@jalons/parcours';
import { later, type Fact } from '../facts/fact.js';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import { readPerson, together, type PersonFacts } from '../facts/person-facts.js';
import { readParcours } from '../facts/read-parcours.js';
import type { ParcoursEntries, PersonHistory } from './person-history.js';
import { contactDays, stepDays } from './signs-of-life.js';

export interface KnownParcours {
  readonly facts: ParcoursFacts;
  /** The last day of contact, or of a step of hers; the opening counts. */
  readonly lastSignOn: CivilDate;
}

/** A person as she was known at an instant. */
export interface Known {
  /** Changes with whatever became known. */
  readonly version: number;
  readonly parcours: ReadonlyMap<Uuid, KnownParcours>;
  asked(beneficiary: Uuid): PersonFacts;
  contactsBeside(parcours: Uuid, beneficiary: Uuid): readonly Fact[];
}

interface KnownRecord {
  readonly count: number;
  readonly asked: PersonFacts;
  readonly into: Uuid | null;
}

/** Reads a person again each time that something of her became known, and only then. */
export class KnownPerson {
  private readonly changes: readonly Instant[];
  private current: Known | null = null;
  private since = 0;
  private nextChange = 0;
  private readonly counts = new Map<Uuid, number>();
  private readonly parcours = new Map<Uuid, KnownParcours>();
  private readonly records = new Map<Uuid, KnownRecord>();

  constructor(private readonly history: PersonHistory) {
    const events = [...history.parcours, ...history.records].flatMap(({ entries }) => entries.map(knownAtOf));
    const met = history.encounters.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
    this.changes = [...events, ...met].toSorted((a, b) => a - b);
  }

  /** Whether nothing more becomes known after `t`. */
  settled(t: Instant): boolean {
    return this.changes.length === 0 || this.changes.at(-1)! <= t;
  }

  at(t: Instant): Known {
    const { current } = this;
    // Asked in order of time: most often nothing became known since.
    if (current !== null && t >= this.since && t < this.nextChange) return current;
    const version = countUpTo(this.changes, t);
    this.since = t;
    this.nextChange = this.changes[version] ?? Number.POSITIVE_INFINITY;
    if (current?.version === version) return current;
    this.readRecords(t);
    this.readAllParcours(t);
    const encounters = this.history.encounters.filter(({ from, until }) => from <= t && (until === null || t < until));
    const connected = connectedIn(this.records);
    const parcours = new Map(this.parcours);
    const records = new Map(this.records);
    this.current = {
      ...{ version, parcours },
      asked: (beneficiary) => together([...connected(beneficiary)].flatMap((id) => records.get(id)?.asked ?? [])),
      contactsBeside: (id, beneficiary) => {
        if (parcours.size === 1 && encounters.length === 0) return [];
        const people = connected(beneficiary);
        const elsewhere = [...parcours].flatMap(([other, { facts }]) =>
          other !== id && facts.lastContact !== null && people.has(facts.beneficiary) ? [facts.lastContact] : [],
        );
        return [...elsewhere, ...encounters.flatMap(({ person, fact }) => (people.has(person) ? [fact] : []))];
      },
    };
    return this.current;
  }

  private readRecords(t: Instant): void {
    for (const { id, entries } of this.history.records) {
      const known = asOf(entries, t);
      if (this.records.get(id)?.count === known.length) continue;
      this.records.set(id, { count: known.length, asked: readPerson(known), into: mergeOf(known) });
    }
  }

  private readAllParcours(t: Instant): void {
    for (const { id, entries } of this.history.parcours) {
      const known = asOf(entries, t);
      if (known.length === (this.counts.get(id) ?? 0)) continue;
      this.counts.set(id, known.length);
      const facts = readParcours(known);
      if (facts === null) this.parcours.delete(id);
      else this.parcours.set(id, { facts, lastSignOn: lastSignOf(known, facts) });
    }
  }
}

function lastSignOf(known: ParcoursEntries, { opening }: ParcoursFacts): CivilDate {
  const life = parcoursLife(known);
  return later(
    later(opening.on, contactDays(life, opening.on, null).at(-1) ?? null),
    stepDays(life, opening.on, null).at(-1) ?? null,
  );
}

/** Those with whom somebody is one person at the run's position. */
export function mergedWith(person: Uuid, { records }: Pick<PersonHistory, 'records'>): ReadonlySet<Uuid> {
  if (records.length < 2) return new Set([person]);
  return connectedIn(new Map(records.map(({ id, entries }) => [id, { into: mergeOf(entries) }])))(person);
}

function mergeOf(known: readonly LifeEvent<BeneficiaryEvent>[]): Uuid | null {
  return mergeInForce(unvoided(known) as readonly LifeEvent<BeneficiaryEvent>[])?.data.into ?? null;
}

/** Who was merged with whom, by the records known. */
function connectedIn(records: ReadonlyMap<Uuid, { readonly into: Uuid | null }>): (person: Uuid) => ReadonlySet<Uuid> {
  const merges = [...records].flatMap(([person, { into }]): readonly Merge[] =>
    into === null ? [] : [[person, into]],
  );
  if (merges.length === 0) return (person) => new Set([person]);
  const components = componentsOf(merges);
  return (person) => {
    const component = components.get(person);
    if (component === undefined) return new Set([person]);
    return new Set([...components].filter(([, of]) => of === component).map(([id]) => id));
  };
}

/** How many of the instants, in order, were reached. */
export function countUpTo(instants: readonly Instant[], t: Instant): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}
