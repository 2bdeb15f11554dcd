import { mergeInForce, type BeneficiaryEvent } from '@jalons/beneficiaries';
import { unvoided, type LifeEvent } from '@jalons/event-log';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import { componentsOf, type Merge, type ParcoursEvent } from '@jalons/parcours';
import type { Fact } from '../facts/fact.js';
import type { ParcoursFacts } from '../facts/parcours-facts.js';
import { NOTHING_ASKED, readPerson, together, type PersonFacts } from '../facts/person-facts.js';
import { factsIn } from '../facts/read-parcours.js';
import { countUpTo, KnownStream } from './known-stream.js';
import type { KnownEncounter, PersonHistory } from './person-history.js';
import { lastSignIn, lifeIn } from './signs-of-life.js';

export interface KnownParcours {
  readonly facts: ParcoursFacts;
  /** The last day of contact, or of a step of hers; the opening counts. */
  readonly lastSignOn: CivilDate;
}

interface FollowedParcours {
  readonly id: Uuid;
  readonly stream: KnownStream<LifeEvent<ParcoursEvent>>;
  count: number;
  /** Null while it is not known to have opened. */
  known: KnownParcours | null;
}

interface FollowedRecord {
  readonly id: Uuid;
  readonly stream: KnownStream<LifeEvent<BeneficiaryEvent>>;
  count: number;
  asked: PersonFacts;
  into: Uuid | null;
}

/**
 * A person as she was known at one instant after another: read again each time that something of her became known, and
 * only what it is of. What it tells is of the instant that it was moved to last.
 */
export class KnownPerson {
  /** Changes with whatever became known. */
  version = -1;
  /** The first instant at which something more is known. */
  nextChange: Instant = Number.NEGATIVE_INFINITY;
  private since: Instant = Number.POSITIVE_INFINITY;
  private readonly changes: readonly Instant[];
  private readonly followed: readonly FollowedParcours[];
  private readonly records: readonly FollowedRecord[];
  private readonly linked: readonly KnownEncounter[];
  private encounters: readonly KnownEncounter[] = [];
  /** Null where nobody is merged with anybody. */
  private components: ReadonlyMap<Uuid, Uuid> | null = null;

  constructor({ parcours, records, encounters }: Pick<PersonHistory, 'parcours' | 'records' | 'encounters'>) {
    this.followed = parcours.map(({ id, entries }) => ({
      id,
      stream: new KnownStream(entries),
      count: 0,
      known: null,
    }));
    this.records = records.map(({ id, entries }) => ({
      ...{ id, stream: new KnownStream(entries), count: 0, asked: NOTHING_ASKED, into: null },
    }));
    this.linked = encounters;
    const told = [...this.followed, ...this.records].flatMap(({ stream: { changes } }) => changes);
    const met = encounters.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
    this.changes = [...told, ...met].toSorted((a, b) => a - b);
  }

  /** Whether nothing more becomes known after `t`. */
  settled(t: Instant): boolean {
    return this.changes.length === 0 || this.changes.at(-1)! <= t;
  }

  moveTo(t: Instant): void {
    // Asked in order of time: most often nothing became known since.
    if (t >= this.since && t < this.nextChange) return;
    const version = countUpTo(this.changes, t);
    this.since = t;
    this.nextChange = this.changes[version] ?? Number.POSITIVE_INFINITY;
    if (version === this.version) return;
    this.version = version;
    for (const record of this.records) readRecord(record, t);
    for (const followed of this.followed) readAgain(followed, t);
    this.components = componentsIn(this.records);
    if (this.linked.length === 0) return;
    this.encounters = this.linked.filter(({ from, until }) => from <= t && (until === null || t < until));
  }

  /** Null where it is not known to have opened. */
  parcours(id: Uuid): KnownParcours | null {
    return this.followed.find((one) => one.id === id)?.known ?? null;
  }

  /** What she, and those merged with her, asked for. */
  asked(beneficiary: Uuid): PersonFacts {
    const { components, records } = this;
    if (components === null) return records.find(({ id }) => id === beneficiary)?.asked ?? NOTHING_ASKED;
    const people = connectedIn(components, beneficiary);
    return together([...people].flatMap((person) => records.find(({ id }) => id === person)?.asked ?? []));
  }

  /** The last contact of each of her other parcours, and her encounters. */
  contactsBeside(parcours: Uuid, beneficiary: Uuid): readonly Fact[] {
    if (this.followed.length === 1 && this.encounters.length === 0) return [];
    const people = connectedIn(this.components, beneficiary);
    const elsewhere = this.followed.flatMap(({ id, known }): readonly Fact[] => {
      if (id === parcours || known === null || known.facts.lastContact === null) return [];
      return people.has(known.facts.beneficiary) ? [known.facts.lastContact] : [];
    });
    return [...elsewhere, ...this.encounters.flatMap(({ person, fact }) => (people.has(person) ? [fact] : []))];
  }
}

function readRecord(record: FollowedRecord, t: Instant): void {
  const count = record.stream.countAt(t);
  if (count === record.count) return;
  const known = record.stream.knownAt(t);
  record.count = count;
  record.asked = readPerson(known);
  record.into = mergeOf(known);
}

function readAgain(followed: FollowedParcours, t: Instant): void {
  const count = followed.stream.countAt(t);
  if (count === followed.count) return;
  followed.count = count;
  const known = followed.stream.knownAt(t);
  const life = lifeIn(known);
  const facts = factsIn(life, known);
  followed.known = facts === null ? null : { facts, lastSignOn: lastSignIn(life, facts.opening.on) };
}

/** Those with whom somebody is one person at the run's position. */
export function mergedWith(person: Uuid, { records }: Pick<PersonHistory, 'records'>): ReadonlySet<Uuid> {
  if (records.length < 2) return new Set([person]);
  return connectedIn(componentsIn(records.map(({ id, entries }) => ({ id, into: mergeOf(entries) }))), person);
}

function mergeOf(known: readonly LifeEvent<BeneficiaryEvent>[]): Uuid | null {
  return mergeInForce(unvoided(known) as readonly LifeEvent<BeneficiaryEvent>[])?.data.into ?? null;
}

/** Who was merged with whom, by the records known; null where nobody was. */
function componentsIn(
  records: readonly { readonly id: Uuid; readonly into: Uuid | null }[],
): ReadonlyMap<Uuid, Uuid> | null {
  const merges = records.flatMap(({ id, into }): readonly Merge[] => (into === null ? [] : [[id, into]]));
  return merges.length === 0 ? null : componentsOf(merges);
}

function connectedIn(components: ReadonlyMap<Uuid, Uuid> | null, person: Uuid): ReadonlySet<Uuid> {
  const component = components?.get(person);
  if (component === undefined) return new Set([person]);
  return new Set([...components!].flatMap(([id, of]) => (of === component ? [id] : [])));
}
