import type { StoredEvent } from '@jalons/event-log';
import type { NomenclatureCatalogue } from '@jalons/kernel';
import { parcoursEvents } from '@jalons/parcours';
import type { Projection } from '@jalons/projections';
import { cases, viewers } from './cases/cases.tables.js';
import { foldParcours, isParcoursEvent } from './fold/parcours-fold.js';
import { isPersonEvent, PERSON_EVENTS, personOf } from './fold/person-entries.js';
import { foldPersons } from './fold/persons-fold.js';
import { purge } from './fold/purge.js';
import { reservedIn } from './fold/reserved.js';
import { duplicates, personMerges } from './merges/merges.tables.js';
import { noticesDue } from './notices/notices.table.js';
import { orientations } from './orientations/orientations.table.js';
import { personDetails, personEntries, persons } from './persons/persons.tables.js';
import { personNames } from './search/person-names.table.js';
import { details, timelines, withheld } from './timeline/timeline.tables.js';

/**
 * People and their parcours as the screens show them: timelines, files actives, orientations and identities. One fold,
 * because who may read an identity follows from the parcours, and a projection reads its own tables alone.
 * @param catalogue says which values are for the structure that recorded them and for the referent alone
 */
export function caseViewsProjection(catalogue: NomenclatureCatalogue): Projection {
  const reserved = reservedIn(catalogue);
  return {
    name: 'case-views',
    version: 12,
    tables: [
      timelines,
      details,
      withheld,
      cases,
      viewers,
      orientations,
      persons,
      personDetails,
      personEntries,
      personNames,
      personMerges,
      duplicates,
      noticesDue,
    ],
    handles: new Set([...parcoursEvents.map(({ type }) => type), ...PERSON_EVENTS, 'BeneficiaryErased']),
    async apply(batch, sql) {
      const events = batch as readonly StoredEvent[];
      const erased = new Set(events.filter(({ type }) => type === 'BeneficiaryErased').map(personOf));
      const alive = events.filter(({ keyId }) => !erased.has(keyId));
      const followed = await foldParcours(alive.filter(isParcoursEvent), sql, reserved);
      await foldPersons(alive.filter(isPersonEvent), followed, sql, reserved);
      if (erased.size > 0) await purge([...erased], sql, reserved);
    },
  };
}

/** Projections that this library makes, for the engine that runs them. */
export function caseViewsProjections(catalogue: NomenclatureCatalogue): readonly Projection[] {
  return [caseViewsProjection(catalogue)];
}
