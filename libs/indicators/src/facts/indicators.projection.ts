import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { Projection, ProjectionSql } from '@jalons/projections';
import { foldResidues } from '../residues/fold-residues.js';
import { residueEvents } from '../residues/residue.events.js';
import { FACT_TABLES } from './facts.tables.js';
import { foldParcours, forgetParcours } from './fold-parcours.js';
import { foldPeople, forgetPeople } from './fold-people.js';
import type { Streams } from './kept-sources.js';
import { PARCOURS_TYPES } from './parcours-source.js';
import { PERSON_TYPES } from './person-source.js';

/**
 * Bitemporal facts of entries and exits, and who counts as whom (governance.md § 3): what every indicator is answered
 * from, for any window, as known at any past instant. An event touches the facts of its own parcours and what those of
 * the same person say of it; a merge, the aliases of those linked, and the first one of somebody all facts of hers.
 */
export const indicatorsProjection: Projection = {
  name: 'indicators',
  version: 4,
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

/**
 * Takes an erased person out, as if her events had never come: a projection built later meets them without their key.
 * What is counted in her place has events of its own (security.md § 3).
 */
async function forget(beneficiaries: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  await forgetParcours(beneficiaries, sql);
  await forgetPeople(beneficiaries, sql);
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
