import type { ScopedDatabase } from '@jalons/database';
import type { Clock } from '@jalons/http';
import { dateAt, DomainError, type Uuid } from '@jalons/kernel';
import { type ParcoursState, parcoursStateOf } from '@jalons/parcours';
import type { AccessJournal, AccessReason } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, reasonFor } from '../access/relation.js';
import { DirectoryNames } from '../names/directory-names.js';
import { type ParcoursRow, type ParcoursView, parcoursView, receiverIn } from './parcours-view.js';
import { asEvents, type TimelineEntry } from './timeline-entry.js';

/**
 * What of a parcours and its entries the reader may see: policies decide it row by row, and a detail that stays apart is
 * not in `details`. $2 the reader's structures: for who follows the parcours, nobody has to look for a broken glass.
 */
const READ = `
  SELECT told.parcours, told.beneficiary, told.viewers, told.revision, told.position, told.entries,
         who.given_name, who.family_name, who.birth_date, who.qpv,
         coalesce((SELECT jsonb_object_agg(apart.event_id, apart.hidden)
                     FROM read.parcours_details apart WHERE apart.parcours = told.parcours), '{}') AS details,
         CASE WHEN told.viewers && $2::uuid[] THEN false
              ELSE told.beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]) END AS elevated
    FROM read.parcours_timelines told
    LEFT JOIN read.persons who ON who.person = told.beneficiary`;

/** $1 parcours. */
export const PARCOURS = { name: 'parcours_3', text: `${READ} WHERE told.parcours = $1` };

/** $1 person: every parcours of hers, under any record that was merged with this one. */
const OF_PERSON = {
  name: 'parcours_of_person_2',
  text: `${READ}
   WHERE told.beneficiary = ANY (ARRAY(SELECT unnest(merged.members) FROM read.persons merged WHERE merged.person = $1))
   ORDER BY told.parcours`,
};

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
    const [view] = await this.show(reader, PARCOURS, parcours, 'parcours');
    if (view === undefined) throw unknownParcours();
    return view;
  }

  /** Every parcours of a person that is open to the reader, the first opened first. */
  async ofPerson(reader: Reader, person: Uuid): Promise<readonly ParcoursView[]> {
    const views = await this.show(reader, OF_PERSON, person, 'person-timeline');
    return views.toSorted((a, b) => {
      const [one, other] = [a.parcours.openedOn, b.parcours.openedOn];
      return one < other ? -1 : Number(one > other);
    });
  }

  private async show(
    reader: Reader,
    { name, text }: typeof PARCOURS,
    id: Uuid,
    action: string,
  ): Promise<readonly ParcoursView[]> {
    const { database, journal, clock, zone } = this.parts;
    const { scope } = reader;
    const { rows } = await database.query<ParcoursRow>(scope.token, text, [id, scope.structures], { name });
    const shown = rows.flatMap((row): readonly ShownParcours[] => {
      const entries = row.entries.map((entry) => opened(entry, row.details[entry.eventId]));
      const state = parcoursStateOf(asEvents(entries));
      const reason = reasonFor(scope, { ...row, referent: state.referent?.professional ?? null });
      // Without its opening there is no parcours to show: it was undone.
      return reason === null || state.openedOn === null ? [] : [{ row, reason, entries, state }];
    });
    if (shown.length === 0) return [];
    const now = clock.now();
    const today = dateAt(now, zone);
    const subjects = new Map(shown.map(({ row, reason }) => [row.beneficiary, reason]));
    const [names] = await Promise.all([
      DirectoryNames.read(database, scope.token, { ...namedIn(shown), on: today }),
      journal.record(
        accessOf(
          reader,
          action,
          [...subjects].map(([subject, reason]) => ({ subject, reason })),
          shown.flatMap(({ row }) => row.viewers),
          now,
        ),
      ),
    ]);
    return shown.map(({ row, entries, state }) => parcoursView(row, entries, state, names, { today, zone }));
  }
}

interface ShownParcours {
  readonly row: ParcoursRow;
  readonly reason: AccessReason;
  readonly entries: readonly TimelineEntry[];
  readonly state: ParcoursState;
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

function namedIn(shown: readonly ShownParcours[]) {
  const known = (ids: readonly (Uuid | undefined)[]) => ids.filter((id) => id !== undefined);
  return {
    professionals: known(
      shown.flatMap(({ entries, state }) => [...entries.map(({ actor }) => actor), state.referent?.professional]),
    ),
    structures: known(
      shown.flatMap(({ entries, state }) => [
        ...entries.flatMap(({ structure, data }) => [structure, receiverIn(data)]),
        ...state.structures.map(({ structure }) => structure),
        state.referent?.structure,
      ]),
    ),
  };
}
