import type { ScopedDatabase } from '@jalons/database';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import { caseNumberOf, type CivilDate, dateAt, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, coordinatedBy, reasonFor, type Ties } from '../access/relation.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';
import { displayNameOf } from '../names/person-name.js';

/** Sorts a case before the orientations of it. */
const NO_ORIENTATION = `'00000000-0000-0000-0000-000000000000'`;

/**
 * $1 today; $2 the reader's structures and $3 the territories that the reader coordinates; $4 structure, $5 parcours and
 * $6 orientation after which to go on, or NULLs; $7 rows. A structure hands back once it holds no seat, today, in the
 * territory: the cases in which it takes part, and the orientations that it was sent while it sat and has not met the
 * person of. Those of a later day are answered for it by who sent them.
 */
const PAGE = `
  WITH ended AS (
    SELECT structure, territory, max(held_until) AS seat_ended_on
      FROM read.structure_seats
     GROUP BY structure, territory
    HAVING NOT bool_or(held_from <= $1::date AND (held_until IS NULL OR $1::date < held_until))
       AND bool_or(held_until <= $1::date)),
  left_to_do AS (
    SELECT ended.structure, ended.seat_ended_on, case_.parcours, ${NO_ORIENTATION}::uuid AS orientation,
           case_.beneficiary, case_.territory, case_.viewers, '{}'::uuid[] AS receivers, case_.referent,
           case_.opened_on, NULL::uuid AS from_structure, NULL::date AS proposed_on,
           coalesce(case_.referent_structure = ended.structure, NOT EXISTS (
             SELECT FROM unnest(case_.structures) present (structure)
              WHERE (present.structure, case_.territory) NOT IN (SELECT structure, territory FROM ended))) AS answers
      FROM ended
      JOIN read.cases case_ ON case_.territory = ended.territory AND NOT case_.exited
       AND ended.structure = ANY (case_.structures)
    UNION ALL
    SELECT ended.structure, ended.seat_ended_on, received.parcours, received.orientation,
           received.beneficiary, received.territory, received.viewers, ARRAY[received.to_structure], NULL,
           NULL, received.from_structure, received.proposed_on, false
      FROM ended
      JOIN read.orientations received ON received.to_structure = ended.structure AND received.pending
       AND received.territory = ended.territory AND received.person_agreed
       AND received.proposed_on < ended.seat_ended_on)
  SELECT left_.*, left_.beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated,
         who.person IS NOT NULL AS known, who.given_name, who.family_name
    FROM left_to_do left_
    LEFT JOIN read.persons who ON who.person = left_.beneficiary
   WHERE (left_.structure = ANY ($2::uuid[]) OR left_.territory = ANY ($3::uuid[]))
     AND ($4::uuid IS NULL OR (left_.structure, left_.parcours, left_.orientation) > ($4::uuid, $5::uuid, $6::uuid))
   ORDER BY left_.structure, left_.parcours, left_.orientation
   LIMIT $7`;

const LIST = 'hand-backs/2';

/**
 * A case in which a structure takes part without a seat: somebody else is to take it over; or an orientation that it was
 * sent: it says that it declines, or that nothing came of it.
 */
export interface HandBack {
  readonly parcoursId: Uuid;
  readonly displayName: string;
  readonly structure: Named;
  readonly seatEndedOn: CivilDate;
  /**
   * Another referent must be found, or the exit recorded: the referent is of this structure, or there is none and no
   * other structure that sits. Otherwise it only leaves.
   */
  readonly answers: boolean;
  readonly referent: Named | null;
  /** Null of an orientation, whose receiver knows nothing more of the case. */
  readonly openedOn: CivilDate | null;
  /** What is to be answered; null of a case. */
  readonly orientation: HandedBackOrientation | null;
}

export interface HandedBackOrientation {
  readonly orientationId: Uuid;
  readonly from: Named;
  readonly proposedOn: CivilDate;
}

export interface HandBackPage {
  readonly items: readonly HandBack[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface HandBackParts {
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

/** What the end of a seat starts (domain.md § 1): the cases and the orientations to hand back, until none is left. */
export class HandBackList {
  constructor(private readonly parts: HandBackParts) {}

  async page(reader: Reader, limit: number, cursor?: string): Promise<HandBackPage> {
    const { database, journal, cursors, clock, zone } = this.parts;
    const { scope } = reader;
    const now = clock.now();
    const today = dateAt(now, zone);
    const after = cursor === undefined ? [null, null, null] : cursors.open(LIST, cursor);
    const values = [today, scope.structures, coordinatedBy(scope), ...after, limit + 1];
    const { rows } = await database.query<HandBackRow>(scope.token, PAGE, values);
    const { items, nextCursor } = pageOf(rows, limit, LIST, cursors, (row) => [
      row.structure,
      row.parcours,
      row.orientation,
    ]);
    const shown = items.flatMap((row) => {
      const reason = reasonFor(scope, row) ?? (coordinatedBy(scope).includes(row.territory) ? 'duty' : null);
      return reason === null ? [] : [{ row, reason }];
    });
    const subjects = new Map(shown.map(({ row, reason }) => [row.beneficiary, reason]));
    const [names] = await Promise.all([
      namesOf(database, reader, items, today),
      journal.record(
        accessOf(
          reader,
          'hand-backs',
          [...subjects].map(([subject, reason]) => ({ subject, reason })),
          items.flatMap(({ viewers }) => viewers),
          now,
        ),
      ),
    ]);
    return {
      items: shown.map(({ row, reason }) => itemOf(row, reason !== 'duty' && row.known, names)),
      ...(nextCursor !== undefined && { next: nextCursor }),
    };
  }
}

interface HandBackRow extends Ties {
  readonly structure: Uuid;
  readonly seat_ended_on: CivilDate;
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly territory: Uuid;
  readonly orientation: Uuid;
  readonly from_structure: Uuid | null;
  readonly proposed_on: CivilDate | null;
  readonly opened_on: CivilDate | null;
  readonly answers: boolean;
  readonly known: boolean;
  readonly given_name: string | null;
  readonly family_name: string | null;
}

function itemOf(row: HandBackRow, isNamed: boolean, names: DirectoryNames): HandBack {
  return {
    parcoursId: row.parcours,
    displayName: isNamed ? displayNameOf(row.given_name, row.family_name) : caseNumberOf(row.parcours),
    structure: names.structure(row.structure),
    seatEndedOn: row.seat_ended_on,
    answers: row.answers,
    referent: row.referent === null ? null : names.professional(row.referent),
    openedOn: row.opened_on,
    orientation: orientationOf(row, names),
  };
}

function orientationOf(
  { orientation, from_structure: from, proposed_on: proposedOn }: HandBackRow,
  names: DirectoryNames,
): HandedBackOrientation | null {
  if (from === null || proposedOn === null) return null;
  return { orientationId: orientation, from: names.structure(from), proposedOn };
}

function namesOf(
  database: ScopedDatabase,
  { scope }: Reader,
  rows: readonly HandBackRow[],
  on: CivilDate,
): Promise<DirectoryNames> {
  return DirectoryNames.read(database, scope.token, {
    professionals: rows.flatMap(({ referent }) => (referent === null ? [] : [referent])),
    structures: rows.flatMap(({ structure, from_structure: from }) =>
      from === null ? [structure] : [structure, from],
    ),
    on,
  });
}
