import { type BeneficiaryEvent, identityOf, type PersonIdentity } from '@jalons/beneficiaries';
import type { LifeEvent, StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql, Row } from '@jalons/projections';
import { nameRow } from '../search/person-names.table.js';

const STREAM = 'beneficiary-';

/** Types of a person's stream that say who she is. */
export const IDENTITY_EVENTS: ReadonlySet<BeneficiaryEvent['type']> = new Set([
  'BeneficiaryRegistered',
  'ProfileUpdated',
  'ContactDetailsChanged',
  'AddressChanged',
  'EntryVoided',
]);

export function isPersonEvent(event: StoredEvent): event is StoredEvent<BeneficiaryEvent> {
  return event.stream.startsWith(STREAM);
}

/** The person whose stream it is. */
export function personOf({ stream }: { readonly stream: string }): Uuid {
  return stream.slice(STREAM.length);
}

/**
 * Folds what was said of people, and who may read it.
 * @param followed people whose parcours changed in the same batch
 */
export async function foldPersons(
  batch: readonly StoredEvent<BeneficiaryEvent>[],
  followed: readonly Uuid[],
  sql: ProjectionSql,
): Promise<void> {
  const said = batch.filter(({ type }) => IDENTITY_EVENTS.has(type));
  await sql.upsert('person_entries', said.map(entryRow));
  const renamed = new Set(said.map(personOf));
  const touched = [...new Set([...renamed, ...followed])];
  if (touched.length === 0) return;
  const identities = await identitiesOf(touched, sql);
  const readers = await readersOf(touched, sql);
  await sql.query(`DELETE FROM ${sql.table('persons')} WHERE person = ANY ($1::uuid[])`, [touched]);
  await sql.upsert(
    'persons',
    [...identities].map(([person, identity]) => personRow(person, identity, readers.get(person))),
  );
  await writeNames(renamed, identities, sql);
  await moveCases(said, sql);
}

/** Cases and orientations show the name: what is said of a person is news of each of them. */
async function moveCases(said: readonly StoredEvent<BeneficiaryEvent>[], sql: ProjectionSql): Promise<void> {
  if (said.length === 0) return;
  const last = new Map(said.map((event) => [personOf(event), event.position]));
  for (const table of ['cases', 'orientations']) {
    await sql.query(
      `UPDATE ${sql.table(table)} shown SET position = said.position
         FROM unnest($1::uuid[], $2::text[]) said (person, position)
        WHERE shown.beneficiary = said.person AND shown.position < said.position`,
      [[...last.keys()], [...last.values()]],
    );
  }
}

/** Apart from the rows that change with every step: keys are many, and names change seldom. */
async function writeNames(
  renamed: ReadonlySet<Uuid>,
  identities: ReadonlyMap<Uuid, PersonIdentity>,
  sql: ProjectionSql,
): Promise<void> {
  if (renamed.size === 0) return;
  await sql.query(`DELETE FROM ${sql.table('person_names')} WHERE person = ANY ($1::uuid[])`, [[...renamed]]);
  const named = [...identities].filter(([person]) => renamed.has(person));
  await sql.upsert(
    'person_names',
    named.map(([person, identity]) => nameRow(person, identity)),
  );
}

async function identitiesOf(people: readonly Uuid[], sql: ProjectionSql): Promise<ReadonlyMap<Uuid, PersonIdentity>> {
  const { rows } = await sql.query<{ person: Uuid; event: LifeEvent<BeneficiaryEvent> }>(
    `SELECT person, event FROM ${sql.table('person_entries')} WHERE person = ANY ($1::uuid[]) ORDER BY person, revision`,
    [people],
  );
  const events = new Map<Uuid, LifeEvent<BeneficiaryEvent>[]>();
  for (const { person, event } of rows) events.set(person, [...(events.get(person) ?? []), event]);
  return new Map(
    [...events].flatMap(([person, own]) => {
      const identity = identityOf(own);
      return identity === null ? [] : [[person, identity] as const];
    }),
  );
}

/** The structures that may read each person through her parcours; nothing for who has none. */
async function readersOf(people: readonly Uuid[], sql: ProjectionSql): Promise<ReadonlyMap<Uuid, readonly Uuid[]>> {
  const { rows } = await sql.query<{ beneficiary: Uuid; readers: Uuid[] }>(
    `SELECT beneficiary, viewers || receivers AS readers FROM ${sql.table('cases')}
      WHERE beneficiary = ANY ($1::uuid[]) ORDER BY parcours`,
    [people],
  );
  const readers = new Map<Uuid, Uuid[]>();
  for (const row of rows) readers.set(row.beneficiary, [...(readers.get(row.beneficiary) ?? []), ...row.readers]);
  return readers;
}

function entryRow(event: StoredEvent<BeneficiaryEvent>): Row {
  const { eventId, revision, type, data, occurredOn, recordedAt, corrects, structure } = event;
  return {
    event_id: eventId,
    person: personOf(event),
    revision,
    event: {
      ...{ eventId, revision, type, data, occurredOn, recordedAt },
      ...(corrects !== undefined && { corrects }),
      ...(structure !== undefined && { structure }),
    },
  };
}

function personRow(person: Uuid, identity: PersonIdentity, readers: readonly Uuid[] | undefined): Row {
  const { contacts, residence, registeredBy } = identity;
  const alone = registeredBy === null ? [] : [registeredBy];
  return {
    person,
    viewers: [...new Set(readers ?? alone)].toSorted(),
    registered_on: identity.registeredOn,
    out_of_perimeter: identity.outOfPerimeter,
    given_name: identity.givenName,
    family_name: identity.familyName,
    birth_name: identity.birthName,
    birth_date: identity.birthDate,
    sex: identity.sex,
    phone: contacts.phone ?? null,
    email: contacts.email ?? null,
    other_contact: contacts.other ?? null,
    address: identity.address,
    qpv: residence.qpv,
    quartier: residence.quartier ?? null,
    qpv_evidence: residence.evidence,
  };
}
