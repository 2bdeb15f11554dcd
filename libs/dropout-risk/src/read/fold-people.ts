import { mergeInForce, type BeneficiaryEvent } from '@jalons/beneficiaries';
import { unvoided, type LifeEvent, type StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import { componentsOf, type Merge } from '@jalons/parcours';
import type { ProjectionSql } from '@jalons/projections';
import { readPerson } from '../facts/person-facts.js';
import type { Touches } from './touches.js';

const STREAM = 'beneficiary-';

type Entry = LifeEvent<BeneficiaryEvent>;

/** Events of a person that a review reads. */
export const PERSON_EVENTS: readonly BeneficiaryEvent['type'][] = [
  'ObjectionRecorded',
  'ObjectionWithdrawn',
  'ProcessingRestricted',
  'RestrictionLifted',
  'BeneficiaryMerged',
  'MergeReversed',
];

const MERGING: ReadonlySet<BeneficiaryEvent['type']> = new Set(['BeneficiaryMerged', 'MergeReversed', 'EntryVoided']);

export function isPersonEvent(event: StoredEvent): event is StoredEvent<BeneficiaryEvent> {
  return event.stream.startsWith(STREAM) && event.type !== 'BeneficiaryErased';
}

export function personOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(STREAM.length);
}

/**
 * Keeps what people asked for and their merges. One event after another, since whom a merge concerns depends on those
 * before it; they are few.
 */
export async function foldPeople(
  batch: readonly StoredEvent<BeneficiaryEvent>[],
  sql: ProjectionSql,
  touches: Touches,
): Promise<void> {
  if (batch.length === 0) return;
  // A merge or what undoes one may link anybody with anybody; both are rare, and few people asked for anything.
  const everybody = batch.some(({ type }) => MERGING.has(type));
  const { rows } = await sql.query<PersonRow>(
    `SELECT person, into_person, component, entries FROM ${sql.table('risk_people')}
      WHERE $2 OR person = ANY ($1::uuid[])`,
    [[...new Set(batch.map(personOf))], everybody],
  );
  const people = new Map(rows.map((row) => [row.person, row]));
  const changed = new Set<Uuid>();
  for (const event of batch) {
    const person = personOf(event);
    const before = people.get(person) ?? unknown(person);
    const entries = [...before.entries, keptEntry(event)];
    const into = mergeInForce(unvoided(entries) as readonly Entry[])?.data.into ?? null;
    people.set(person, { ...before, entries, into_person: into });
    changed.add(person);
    const concerned = new Set([person, into, before.into_person].filter((id) => id !== null));
    if (into !== before.into_person) {
      for (const id of concerned) for (const member of membersOf(people, id)) concerned.add(member);
      regroup(people, changed);
      for (const id of [...concerned]) for (const member of membersOf(people, id)) concerned.add(member);
    }
    for (const id of concerned) touches.ofPerson(id, event.position);
  }
  await sql.upsert(
    'risk_people',
    [...changed].map((person) => {
      const row = people.get(person)!;
      return { ...row, facts: readPerson(row.entries) };
    }),
  );
}

interface PersonRow {
  readonly person: Uuid;
  readonly into_person: Uuid | null;
  readonly component: Uuid;
  readonly entries: readonly Entry[];
}

function unknown(person: Uuid): PersonRow {
  return { person, into_person: null, component: person, entries: [] };
}

function membersOf(people: ReadonlyMap<Uuid, PersonRow>, person: Uuid): readonly Uuid[] {
  const component = people.get(person)?.component;
  return [...people.values()].filter((row) => row.component === component).map((row) => row.person);
}

/** Gives everybody the component that the merges in force make. */
function regroup(people: Map<Uuid, PersonRow>, changed: Set<Uuid>): void {
  const merges = [...people.values()].flatMap(({ person, into_person: into }): readonly Merge[] =>
    into === null ? [] : [[person, into]],
  );
  const components = componentsOf(merges);
  for (const person of new Set([...people.keys(), ...components.keys()])) {
    const row = people.get(person) ?? unknown(person);
    const component = components.get(person) ?? person;
    if (row.component === component && people.has(person)) continue;
    people.set(person, { ...row, component });
    changed.add(person);
  }
}

/** Ids and codes alone: the reason of a restriction is free text. */
function keptEntry({
  eventId,
  revision,
  position,
  type,
  data,
  occurredOn,
  recordedAt,
  knownAt,
  corrects,
}: StoredEvent<BeneficiaryEvent>): Entry {
  const { reason: _reason, why: _why, ...kept } = data as Readonly<Record<string, unknown>>;
  return {
    ...{ eventId, revision, position, type, occurredOn, recordedAt, data: kept },
    ...(knownAt !== undefined && { knownAt }),
    ...(corrects !== undefined && { corrects }),
  } as unknown as Entry;
}
