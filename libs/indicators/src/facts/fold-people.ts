import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ProjectionSql } from '@jalons/projections';
import { addedSources, rowsOf, together } from './added-sources.js';
import { aliasesOf } from './aliases.js';
import { linkFacts } from './fold-parcours.js';
import { keptPeople, personRow, type Streams } from './kept-sources.js';
import { personSource, type PersonSource } from './person-source.js';
import { writeAliases } from './written-facts.js';

/** Folds events of people, by the person, after those of the parcours of the same batch. */
export async function foldPeople(streams: Streams<StoredEvent<BeneficiaryEvent>>, sql: ProjectionSql): Promise<void> {
  const merged = [...streams.values()]
    .flat()
    .flatMap((event) => (event.type === 'BeneficiaryMerged' ? [event.data.into] : []));
  const kept = await keptPeople(sql, [...streams.keys(), ...merged]);
  const added = addedSources(streams, kept, personSource);
  if (added.size === 0) return;
  const become = together(kept, added);
  const linked = difference(linkedIn(become), linkedIn(kept));
  if (linked.length > 0) await linkFacts(linked, sql, true);
  await writeAliases(sql, aliasesOf(kept), aliasesOf(become));
  await sql.append('person_sources', rowsOf(added, personRow));
}

/** Takes the streams of some people out, as if they had never been: those linked through them alone no longer are. */
export async function forgetPeople(people: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  const kept = await keptPeople(sql, people);
  const gone = new Set(people);
  const left = new Map([...kept].filter(([id]) => !gone.has(id)));
  const parted = difference(linkedIn(kept), new Set([...linkedIn(left), ...people]));
  if (parted.length > 0) await linkFacts(parted, sql, false);
  await writeAliases(sql, aliasesOf(kept), aliasesOf(left));
  await sql.query(`DELETE FROM ${sql.table('person_sources')} WHERE beneficiary = ANY ($1::uuid[])`, [people]);
}

/** Both sides of every merge, in force or not. */
function linkedIn(streams: Streams<PersonSource>): ReadonlySet<Uuid> {
  const merges = [...streams].flatMap(([beneficiary, sources]) =>
    sources.flatMap((source) => (source.kind === 'merge' ? [beneficiary, source.into] : [])),
  );
  return new Set(merges);
}

function difference(some: ReadonlySet<Uuid>, others: ReadonlySet<Uuid>): readonly Uuid[] {
  return [...some].filter((id) => !others.has(id));
}
