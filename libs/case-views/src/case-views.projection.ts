import type { StoredEvent } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import { parcoursEvents } from '@jalons/parcours';
import type { Projection, ProjectionSql } from '@jalons/projections';
import { cases, viewers } from './cases/cases.tables.js';
import { foldParcours, isParcoursEvent } from './fold/parcours-fold.js';
import { foldPersons, IDENTITY_EVENTS, isPersonEvent, personOf } from './fold/persons-fold.js';
import { orientations } from './orientations/orientations.table.js';
import { personEntries, persons } from './persons/persons.tables.js';
import { personNames } from './search/person-names.table.js';
import { details, timelines, withheld } from './timeline/timeline.tables.js';

/** Tables that hold a person, by the column that names her. */
const BY_PERSON = {
  parcours_timelines: 'beneficiary',
  parcours_details: 'beneficiary',
  parcours_withheld: 'beneficiary',
  cases: 'beneficiary',
  case_viewers: 'beneficiary',
  orientations: 'beneficiary',
  persons: 'person',
  person_entries: 'person',
  person_names: 'person',
} as const;

/**
 * People and their parcours as the screens show them: timelines, files actives, orientations and identities. One fold,
 * because who may read an identity follows from the parcours, and a projection reads its own tables alone.
 */
export const caseViewsProjection: Projection = {
  name: 'case-views',
  version: 4,
  tables: [timelines, details, withheld, cases, viewers, orientations, persons, personEntries, personNames],
  handles: new Set([...parcoursEvents.map(({ type }) => type), ...IDENTITY_EVENTS, 'BeneficiaryErased']),
  async apply(batch, sql) {
    const events = batch as readonly StoredEvent[];
    const erased = new Set(events.filter(({ type }) => type === 'BeneficiaryErased').map(personOf));
    const alive = events.filter(({ keyId }) => !erased.has(keyId));
    const followed = await foldParcours(alive.filter(isParcoursEvent), sql);
    await foldPersons(alive.filter(isPersonEvent), followed, sql);
    if (erased.size > 0) await purge([...erased], sql);
  },
};

/** Projections that this library makes, for the engine that runs them. */
export const caseViewsProjections: readonly Projection[] = [caseViewsProjection];

/** Nothing of an erased person stays in a read model (security.md § 3). */
async function purge(people: readonly Uuid[], sql: ProjectionSql): Promise<void> {
  for (const [table, column] of Object.entries(BY_PERSON)) {
    await sql.query(`DELETE FROM ${sql.table(table)} WHERE ${column} = ANY ($1::uuid[])`, [people]);
  }
}
