import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { ProjectionSql, Row } from '@jalons/projections';
import type { ParcoursSource } from './parcours-source.js';
import type { PersonSource } from './person-source.js';

/** Sources of several streams, each in the order of its stream, by the id of its subject. */
export type Streams<S> = ReadonlyMap<Uuid, readonly S[]>;

interface SourceRow {
  readonly subject: Uuid;
  readonly revision: number;
  readonly event_id: Uuid;
  readonly known_at: Instant;
  readonly root: Uuid;
  readonly kind: string;
  readonly removes: Uuid | null;
}

interface ParcoursRow extends SourceRow {
  readonly life_day: CivilDate;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
  readonly reason: string;
  readonly contract: string | null;
  readonly contract_end: 'none' | 'known' | 'unknown' | null;
  readonly contract_months: number | null;
}

interface PersonRow extends SourceRow {
  readonly into_beneficiary: Uuid;
}

/** What is kept of these parcours and of all those of the people who entered them, and of these people. */
export async function keptParcours(
  sql: ProjectionSql,
  parcours: readonly Uuid[],
  beneficiaries: readonly Uuid[] = [],
): Promise<Streams<ParcoursSource>> {
  if (parcours.length === 0 && beneficiaries.length === 0) return new Map();
  const table = sql.table('parcours_sources');
  const { rows } = await sql.query<ParcoursRow>(
    `WITH person (id) AS (
       SELECT unnest($2::uuid[])
        UNION
       SELECT entry.beneficiary FROM ${table} entry WHERE entry.kind = 'entry' AND entry.parcours = ANY ($1::uuid[])
     ), asked (id) AS (
       SELECT unnest($1::uuid[])
        UNION
       SELECT entry.parcours FROM person JOIN ${table} entry ON entry.kind = 'entry' AND entry.beneficiary = person.id
     )
     SELECT parcours AS subject, revision, event_id, known_at::float8 AS known_at, root, kind, removes,
            life_day::text AS life_day, beneficiary, territory, reason, contract, contract_end, contract_months
       FROM asked JOIN ${table} ON parcours = asked.id ORDER BY parcours, revision`,
    [parcours, beneficiaries],
  );
  return streamsOf(rows, (row): ParcoursSource => {
    switch (row.kind) {
      case 'entry':
        return { ...shared(row, 'undo'), kind: 'entry', on: row.life_day, ...place(row) };
      case 'exit':
        return { ...shared(row, 'undo'), kind: 'exit', on: row.life_day, told: told(row) };
      case 'reopening':
        return { ...shared(row, 'undo'), kind: 'reopening' };
      default:
        return { ...shared(row, 'void'), kind: 'void' };
    }
  });
}

/** $1 people: the parcours that they entered. */
export async function parcoursOf(sql: ProjectionSql, beneficiaries: readonly Uuid[]): Promise<readonly Uuid[]> {
  const { rows } = await sql.query<{ parcours: Uuid }>(
    `SELECT DISTINCT parcours FROM ${sql.table('parcours_sources')}
      WHERE kind = 'entry' AND beneficiary = ANY ($1::uuid[]) ORDER BY parcours`,
    [beneficiaries],
  );
  return rows.map(({ parcours }) => parcours);
}

/** What is kept of these people and of everybody who was ever linked with one of them, whatever is in force. */
export async function keptPeople(sql: ProjectionSql, beneficiaries: readonly Uuid[]): Promise<Streams<PersonSource>> {
  if (beneficiaries.length === 0) return new Map();
  const table = sql.table('person_sources');
  const { rows } = await sql.query<PersonRow>(
    `WITH RECURSIVE linked (id) AS (
       SELECT unnest($1::uuid[])
        UNION
       SELECT other.id
         FROM linked, LATERAL (
           SELECT merge.into_beneficiary FROM ${table} merge
            WHERE merge.beneficiary = linked.id AND merge.kind = 'merge'
           UNION ALL
           SELECT merge.beneficiary FROM ${table} merge
            WHERE merge.into_beneficiary = linked.id AND merge.kind = 'merge'
         ) AS other (id)
     )
     SELECT beneficiary AS subject, revision, event_id, known_at::float8 AS known_at, root, kind, removes,
            into_beneficiary
       FROM ${table} WHERE beneficiary IN (SELECT id FROM linked) ORDER BY beneficiary, revision`,
    [beneficiaries],
  );
  return streamsOf(rows, (row): PersonSource => {
    switch (row.kind) {
      case 'merge':
        return { ...shared(row, 'undo'), kind: 'merge', into: row.into_beneficiary };
      case 'reversal':
        return { ...shared(row, 'undo'), kind: 'reversal' };
      default:
        return { ...shared(row, 'void'), kind: 'void' };
    }
  });
}

/** Those of these people who were ever merged with somebody, in force or not. */
export async function linkedAmong(sql: ProjectionSql, beneficiaries: readonly Uuid[]): Promise<ReadonlySet<Uuid>> {
  if (beneficiaries.length === 0) return new Set();
  const table = sql.table('person_sources');
  const { rows } = await sql.query<{ id: Uuid }>(
    `SELECT id FROM unnest($1::uuid[]) asked (id)
      WHERE EXISTS (SELECT FROM ${table} merge WHERE merge.kind = 'merge' AND merge.beneficiary = asked.id)
         OR EXISTS (SELECT FROM ${table} merge WHERE merge.kind = 'merge' AND merge.into_beneficiary = asked.id)`,
    [beneficiaries],
  );
  return new Set(rows.map(({ id }) => id));
}

export function parcoursRow(parcours: Uuid, source: ParcoursSource): Row {
  const entry = source.kind === 'entry' ? source : null;
  const exit = source.kind === 'exit' ? source : null;
  return {
    parcours,
    ...sharedColumns(source),
    life_day: entry?.on ?? exit?.on ?? null,
    beneficiary: entry?.beneficiary ?? null,
    territory: entry?.territory ?? null,
    reason: exit?.told.reason ?? null,
    contract: exit?.told.contract ?? null,
    contract_end: exit?.told.contractEnd ?? null,
    contract_months: exit?.told.months ?? null,
  };
}

export function personRow(beneficiary: Uuid, source: PersonSource): Row {
  return { beneficiary, ...sharedColumns(source), into_beneficiary: source.kind === 'merge' ? source.into : null };
}

function sharedColumns({ revision, eventId, knownAt, root, kind, removes }: ParcoursSource | PersonSource): Row {
  return { revision, event_id: eventId, known_at: knownAt, root, kind, removes: removes?.eventId ?? null };
}

function shared({ event_id: eventId, revision, known_at: knownAt, root, removes }: SourceRow, how: 'void' | 'undo') {
  return { eventId, revision, knownAt, root, ...(removes !== null && { removes: { how, eventId: removes } }) };
}

function place({ beneficiary, territory }: ParcoursRow) {
  return { beneficiary, territory };
}

function told({ reason, contract, contract_end: contractEnd, contract_months: months }: ParcoursRow) {
  return { reason, contract, contractEnd, months };
}

function streamsOf<R extends SourceRow, S>(rows: readonly R[], sourceOf: (row: R) => S): Streams<S> {
  const streams = new Map<Uuid, S[]>();
  for (const row of rows) {
    const stream = streams.get(row.subject);
    if (stream === undefined) streams.set(row.subject, [sourceOf(row)]);
    else stream.push(sourceOf(row));
  }
  return streams;
}
