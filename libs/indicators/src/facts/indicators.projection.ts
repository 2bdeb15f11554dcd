import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { Projection, ProjectionSql } from '@jalons/projections';
import { foldResidues } from '../residues/fold-residues.js';
import { residueEvents } from '../residues/residue.events.js';
import { aliasesOf } from './aliases.js';
import { FACT_TABLES } from './facts.tables.js';
import { keptParcours, keptPeople, parcoursOf, parcoursRow, personRow, type Streams } from './kept-sources.js';
import { parcoursFacts } from './parcours-facts.js';
import { PARCOURS_TYPES, parcoursSource } from './parcours-source.js';
import { PERSON_TYPES, personSource } from './person-source.js';
import { writeAliases, writeFacts } from './written-facts.js';

/**
 * Bitemporal facts of entries and exits, and who counts as whom (governance.md § 3): what every indicator is answered
 * from, for any window, as known at any past instant. An event touches the facts of its own parcours, or the aliases of
 * those linked with its own person.
 */
export const indicatorsProjection: Projection = {
  name: 'indicators',
  version: 3,
  tables: FACT_TABLES,
  handles: new Set([...PARCOURS_TYPES, ...PERSON_TYPES, 'BeneficiaryErased', ...residueEvents.map(({ type }) => type)]),
  async apply(batch, sql) {
    await foldParcours(streamsOf<ParcoursEvent>(batch, 'parcours-'), sql);
    const people = streamsOf<BeneficiaryEvent>(batch, 'beneficiary-');
    await foldPeople(people, sql);
    await foldResidues(batch, sql);
    const erased = [...people].filter(([, events]) => events.some(({ type }) => type === 'BeneficiaryErased'));
    if (erased.length > 0)
      await forget(
        erased.map(([beneficiary]) => beneficiary),
        sql,
      );
  },
};

async function foldParcours(streams: Streams<StoredEvent<ParcoursEvent>>, sql: ProjectionSql): Promise<void> {
  // A stream that begins in this batch has left nothing behind yet.
  const begun = [...streams].filter(([, [first]]) => first?.revision !== 0).map(([parcours]) => parcours);
  const kept = await keptParcours(sql, begun);
  const added = addedSources(streams, kept, parcoursSource);
  if (added.size === 0) return;
  await writeFacts(
    sql,
    [...added].map(([parcours, sources]) => {
      const before = kept.get(parcours) ?? [];
      return { parcours, before: parcoursFacts(before), after: parcoursFacts([...before, ...sources]) };
    }),
  );
  await sql.append('parcours_sources', rowsOf(added, parcoursRow));
}

async function foldPeople(streams: Streams<StoredEvent<BeneficiaryEvent>>, sql: ProjectionSql): Promise<void> {
  const merged = [...streams.values()]
    .flat()
    .flatMap((event) => (event.type === 'BeneficiaryMerged' ? [event.data.into] : []));
  const kept = await keptPeople(sql, [...streams.keys(), ...merged]);
  const added = addedSources(streams, kept, personSource);
  if (added.size === 0) return;
  const after = new Map(kept);
  for (const [beneficiary, sources] of added) after.set(beneficiary, [...(kept.get(beneficiary) ?? []), ...sources]);
  await writeAliases(sql, aliasesOf(kept), aliasesOf(after));
  await sql.append('person_sources', rowsOf(added, personRow));
}

/**
 * Takes an erased person out, as if her events had never come: a projection built later meets them without their key.
 * What is counted in her place has events of its own (security.md § 3).
 */
async function forget(beneficiaries: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  const parcours = await parcoursOf(sql, beneficiaries);
  const kept = await keptParcours(sql, parcours);
  await writeFacts(
    sql,
    [...kept].map(([id, sources]) => ({ parcours: id, before: parcoursFacts(sources), after: [] })),
  );
  await sql.query(`DELETE FROM ${sql.table('parcours_sources')} WHERE parcours = ANY ($1::uuid[])`, [parcours]);

  const linked = await keptPeople(sql, beneficiaries);
  const erased = new Set(beneficiaries);
  await writeAliases(sql, aliasesOf(linked), aliasesOf(new Map([...linked].filter(([id]) => !erased.has(id)))));
  await sql.query(`DELETE FROM ${sql.table('person_sources')} WHERE beneficiary = ANY ($1::uuid[])`, [beneficiaries]);
  await sql.upsert(
    'erased_people',
    beneficiaries.map((beneficiary) => ({ beneficiary })),
  );
}

/** The events of one category, by the subject of their stream. */
function streamsOf<E extends ParcoursEvent | BeneficiaryEvent>(
  batch: readonly StoredEvent[],
  prefix: string,
): Streams<StoredEvent<E>> {
  const streams = new Map<Uuid, StoredEvent<E>[]>();
  for (const event of batch) {
    if (!event.stream.startsWith(prefix)) continue;
    const subject = event.stream.slice(prefix.length);
    const stream = streams.get(subject) ?? [];
    streams.set(subject, stream);
    stream.push(event as unknown as StoredEvent<E>);
  }
  return streams;
}

/** What a batch adds to what is kept, by subject; subjects to whom it adds nothing are left out. */
function addedSources<E, S>(
  streams: Streams<E>,
  kept: Streams<S>,
  sourceOf: (event: E, earlier: readonly S[]) => S | null,
): Streams<S> {
  const added = new Map<Uuid, S[]>();
  for (const [subject, events] of streams) {
    const all = [...(kept.get(subject) ?? [])];
    const known = all.length;
    for (const event of events) {
      const source = sourceOf(event, all);
      if (source !== null) all.push(source);
    }
    if (all.length > known) added.set(subject, all.slice(known));
  }
  return added;
}

function rowsOf<S, R>(streams: Streams<S>, rowOf: (subject: Uuid, source: S) => R): readonly R[] {
  return [...streams].flatMap(([subject, sources]) => sources.map((source) => rowOf(subject, source)));
}
