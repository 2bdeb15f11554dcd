import type { ScopedDatabase } from '@jalons/database';
import type { Clock } from '@jalons/http';
import { dateAt, DomainError, type Uuid } from '@jalons/kernel';
import { type ParcoursState, parcoursStateOf } from '@jalons/parcours';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, reasonFor } from '../access/relation.js';
import { DirectoryNames } from '../names/directory-names.js';
import { type ParcoursRow, type ParcoursView, parcoursView } from './parcours-view.js';
import { asEvents, type TimelineEntry } from './timeline-entry.js';

/**
 * $1 parcours. What of its entries the reader may see: policies decide it row by row, and a detail that stays apart
 * is not in `details`.
 */
const PARCOURS = `
  SELECT told.parcours, told.beneficiary, told.viewers, told.revision, told.position, told.entries,
         case_.referent, case_.opened_on,
         who.given_name, who.family_name, who.birth_date, who.qpv,
         coalesce((SELECT jsonb_object_agg(apart.event_id, apart.hidden)
                     FROM read.parcours_details apart WHERE apart.parcours = told.parcours), '{}') AS details,
         told.beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated
    FROM read.parcours_timelines told
    JOIN read.cases case_ USING (parcours)
    LEFT JOIN read.persons who ON who.person = told.beneficiary
   WHERE told.parcours = $1`;

export interface ParcoursViewsParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly clock: Clock;
  /** The IANA zone in which « today » and days of recording are counted. */
  readonly zone: string;
}

/** One parcours with its whole timeline, as far as the reader may see it. */
export class ParcoursViews {
  constructor(private readonly parts: ParcoursViewsParts) {}

  /** Refused as unknown where it is not open to the reader: saying more would say that it exists. */
  async view(reader: Reader, parcours: Uuid): Promise<ParcoursView> {
    const { database, journal, clock, zone } = this.parts;
    const { scope } = reader;
    const { rows } = await database.query<ParcoursRow>(scope.token, PARCOURS, [parcours], { name: 'parcours_1' });
    const [row] = rows;
    const reason = row === undefined ? null : reasonFor(scope, row);
    const entries = row === undefined ? [] : row.entries.map((entry) => opened(entry, row.details[entry.eventId]));
    if (row === undefined || reason === null) throw unknownParcours();
    const state = parcoursStateOf(asEvents(entries));
    const now = clock.now();
    const today = dateAt(now, zone);
    const [names] = await Promise.all([
      DirectoryNames.read(database, scope.token, { ...namedIn(entries, state), on: today }),
      journal.record(accessOf(reader, 'parcours', [{ subject: row.beneficiary, reason }], row.viewers, now)),
    ]);
    return parcoursView(row, entries, state, names, { today, zone });
  }
}

/** The refusal of a parcours that does not exist or is not open to the reader. */
export function unknownParcours(): DomainError {
  return new DomainError('not-found', 'parcours-unknown', "Ce parcours n'existe pas ou ne vous est pas ouvert.");
}

/** An entry with what the reader may see of its kept-apart fields; `hidden` names those that stay so. */
function opened(entry: TimelineEntry, detail: object | undefined): TimelineEntry {
  if (detail === undefined) return entry;
  const { hidden: _now, ...rest } = entry;
  return { ...rest, data: { ...entry.data, ...detail } };
}

function namedIn(entries: readonly TimelineEntry[], { structures, referent }: ParcoursState) {
  const known = (ids: readonly (Uuid | undefined)[]) => ids.filter((id) => id !== undefined);
  return {
    professionals: known([...entries.map(({ actor }) => actor), referent?.professional]),
    structures: known([
      ...entries.map(({ structure }) => structure),
      ...structures.map(({ structure }) => structure),
      referent?.structure,
    ]),
  };
}
