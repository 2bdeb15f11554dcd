import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import type { MergedCase } from '../merges/components.js';
import { noticesDue, type Receipt } from '../notices/notices-due.js';
import { personDetailRows } from '../persons/person-details.js';
import { personRow } from '../persons/person-row.js';
import { nameRow } from '../search/person-names.table.js';
import { type FoldedPerson, keepEntries, loadPeople, personOf } from './person-entries.js';
import { writeViewers } from './case-viewers.js';
import { markConcurrent } from './concurrent-supports.js';
import { casesOf, linkedWith, writeMerges } from './person-links.js';
import { readersOf } from './person-readers.js';
import type { Reserved } from './reserved.js';
import { keepSheets } from './sharing.js';

type People = ReadonlyMap<Uuid, FoldedPerson>;
type Cases = ReadonlyMap<Uuid, MergedCase>;

/**
 * Folds what was said of people, and who may read it.
 * @param said events of people's streams
 * @param followed people whose parcours changed in the same batch
 */
export async function foldPersons(
  said: readonly StoredEvent<BeneficiaryEvent>[],
  followed: readonly Uuid[],
  sql: ProjectionSql,
  reserved: Reserved,
): Promise<void> {
  await keepEntries(said, sql);
  const told = new Set(said.map(personOf));
  const people = await writePeople([...new Set([...told, ...followed])], sql, reserved);
  await writeNames(told, people, sql);
  await moveCases(said, sql);
}

/** Writes what follows from the entries of people and from their parcours, for whom a merge links with them too. */
export async function writePeople(touched: readonly Uuid[], sql: ProjectionSql, reserved: Reserved): Promise<People> {
  if (touched.length === 0) return new Map();
  const own = await loadPeople(touched, sql);
  await writeMerges(own, sql);
  const linked = await linkedWith(touched, sql);
  const others = await loadPeople(
    linked.filter((person) => !touched.includes(person)),
    sql,
  );
  const people = new Map([...own, ...others]);
  const cases = await casesOf(linked, sql);
  const { followers, viewers, referents } = await readersOf(people, cases, sql);
  await replace(
    'persons',
    linked,
    sql,
    [...people].flatMap(([person, folded]) =>
      personRow(person, folded, cases.get(person)!, viewers.get(person)!, people),
    ),
  );
  await replace(
    'person_details',
    linked,
    sql,
    [...people].flatMap(([person, folded]) => {
      const readers = { followers: followers.get(person)!, referents: referents.get(person)! };
      return personDetailRows(person, folded, readers, reserved);
    }),
  );
  await keepSheets(cases, people, sql);
  await markCases(linked, cases, sql);
  await writeViewers(linked, sql);
  await markConcurrent(linked, cases, sql);
  await writeDuplicates(linked, people, cases, sql);
  await writeNotices(linked, people, cases, viewers, sql);
  return people;
}

/** « À rapprocher »: open parcours of one person, under one record or several, in one territory. */
async function markCases(linked: readonly Uuid[], cases: Cases, sql: ProjectionSql): Promise<void> {
  const numbers = new Map([...new Set(cases.values())].map((merged, number) => [merged, number]));
  const table = sql.table('cases');
  await sql.query(
    `WITH record (person, number) AS (SELECT * FROM unnest($1::uuid[], $2::int[])),
          own AS (SELECT held.parcours, held.territory, held.exited, record.number
                    FROM ${table} held JOIN record ON record.person = held.beneficiary),
          crowded AS (SELECT number, territory FROM own WHERE NOT exited GROUP BY number, territory HAVING count(*) > 1),
          marked AS (SELECT own.parcours, NOT own.exited AND EXISTS (
                              SELECT FROM crowded WHERE crowded.number = own.number
                                 AND crowded.territory IS NOT DISTINCT FROM own.territory) AS mark
                       FROM own)
     UPDATE ${table} shown SET to_reconcile = marked.mark
       FROM marked WHERE marked.parcours = shown.parcours AND shown.to_reconcile <> marked.mark`,
    [linked, linked.map((person) => numbers.get(cases.get(person)!)!)],
  );
}

/**
 * Suspicions of these people, and of others about them; each in the territories where one of the two was registered or has
 * a parcours, whose coordinators settle it.
 */
async function writeDuplicates(
  linked: readonly Uuid[],
  people: People,
  cases: Cases,
  sql: ProjectionSql,
): Promise<void> {
  const table = sql.table('duplicates');
  const rows = [...people].flatMap(([person, { identity, state, recordedBy }]) =>
    (identity === null ? [] : state.suspicions)
      .filter(({ other }) => !cases.get(person)!.members.includes(other))
      .map(({ id, other, because, on }) => ({
        suspicion: id,
        ...{ person, other, because, suspected_on: on, suspected_by: recordedBy.get(id) ?? null },
        ...{ viewers: [], territories: [] },
      })),
  );
  await replace('duplicates', linked, sql, rows);
  await sql.query(
    `UPDATE ${table} shown SET viewers = ARRAY(
        SELECT DISTINCT unnest(who.viewers) FROM ${sql.table('persons')} who
         WHERE who.person IN (shown.person, shown.other) ORDER BY 1),
       territories = ARRAY(
        SELECT held.territory FROM ${sql.table('cases')} held
         WHERE held.beneficiary IN (shown.person, shown.other) AND held.territory IS NOT NULL
        UNION
        SELECT (told.event->>'territory')::uuid FROM ${sql.table('person_entries')} told
         WHERE told.person IN (shown.person, shown.other) AND told.event ? 'territory' ORDER BY 1)
      WHERE shown.person = ANY ($1::uuid[]) OR shown.other = ANY ($1::uuid[])`,
    [linked],
  );
}

/** A structure that no longer sees a person has no way left to inform her. */
async function writeNotices(
  linked: readonly Uuid[],
  people: People,
  cases: Cases,
  viewers: ReadonlyMap<Uuid, readonly Uuid[]>,
  sql: ProjectionSql,
): Promise<void> {
  const receipts = await receiptsOf(linked, sql);
  const rows = [...people].flatMap(([person, folded]) => {
    const given = cases.get(person)!.members.flatMap((member) => people.get(member)?.state.notices ?? []);
    const informing = new Set(given.map(({ structure }) => structure));
    const due = noticesDue(person, folded, receipts.get(person) ?? [], informing);
    return due.filter(({ structure }) => viewers.get(person)!.includes(structure));
  });
  await replace('notices_due', linked, sql, rows);
}

/** Structures that accepted or met people sent to them, and had not to let them go before. */
async function receiptsOf(linked: readonly Uuid[], sql: ProjectionSql): Promise<ReadonlyMap<Uuid, readonly Receipt[]>> {
  const { rows } = await sql.query<{ beneficiary: Uuid; structure: Uuid; on: CivilDate }>(
    `SELECT beneficiary, to_structure AS structure, least(accepted_on, started_on) AS on
       FROM ${sql.table('orientations')}
      WHERE beneficiary = ANY ($1::uuid[]) AND (started_on IS NOT NULL OR accepted_on IS NOT NULL AND ended_on IS NULL)
      ORDER BY orientation`,
    [linked],
  );
  const receipts = new Map<Uuid, Receipt[]>();
  for (const { beneficiary, ...receipt } of rows) {
    receipts.set(beneficiary, [...(receipts.get(beneficiary) ?? []), receipt]);
  }
  return receipts;
}

/** Apart from the rows that change with every step: keys are many, and names change seldom. */
async function writeNames(told: ReadonlySet<Uuid>, people: People, sql: ProjectionSql): Promise<void> {
  if (told.size === 0) return;
  const rows = [...people].flatMap(([person, { identity }]) =>
    told.has(person) && identity !== null ? [nameRow(person, identity)] : [],
  );
  await replace('person_names', [...told], sql, rows);
}

/**
 * Cases and orientations show the name: what is said of a person is news of each of them, but not to who has no
 * orientation of hers left to answer or to start. A merge is news of the record absorbed alone, so that no row keeps a
 * trace of a record that is erased later.
 */
async function moveCases(said: readonly StoredEvent<BeneficiaryEvent>[], sql: ProjectionSql): Promise<void> {
  if (said.length === 0) return;
  const last = new Map(said.map((event) => [personOf(event), event.position]));
  for (const [table, still] of [
    ['cases', 'true'],
    ['orientations', 'shown.pending'],
  ] as const) {
    await sql.query(
      `UPDATE ${sql.table(table)} shown SET position = said.position
         FROM unnest($1::uuid[], $2::text[]) said (person, position)
        WHERE shown.beneficiary = said.person AND shown.position < said.position AND ${still}`,
      [[...last.keys()], [...last.values()]],
    );
  }
}

async function replace(
  table: string,
  people: readonly Uuid[],
  sql: ProjectionSql,
  rows: Parameters<ProjectionSql['upsert']>[1],
): Promise<void> {
  await sql.query(`DELETE FROM ${sql.table(table)} WHERE person = ANY ($1::uuid[])`, [people]);
  await sql.upsert(table, rows);
}
