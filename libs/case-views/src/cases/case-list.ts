import type { ScopedDatabase } from '@jalons/database';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import { type CivilDate, dateAt, type Uuid } from '@jalons/kernel';
import { type Phase, phaseIn, type PhasePeriods } from '@jalons/parcours';
import type { AccessJournal, AccessReason } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, coordinatedBy, reasonFor, type Ties } from '../access/relation.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';
import { caseNumberOf, displayNameOf } from '../names/person-name.js';

export type CaseStatus = 'open' | 'exited';

export interface CaseItem {
  readonly parcoursId: Uuid;
  readonly beneficiaryId: Uuid;
  readonly displayName: string;
  readonly status: CaseStatus;
  readonly openedOn: CivilDate;
  readonly exitedOn: CivilDate | null;
  readonly referent: Named | null;
  /** The referent's, else the first that takes part. */
  readonly structure: Named;
  readonly lastContactOn: CivilDate | null;
  /** Of an open parcours, today. */
  readonly phase: Phase | null;
  /** The next action or appointment. */
  readonly dueOn: CivilDate | null;
  /** The oldest orientation that waits for an answer or a start. */
  readonly pendingSince: CivilDate | null;
  readonly entrySituationMissing: boolean;
  readonly sixMonthDueOn: CivilDate | null;
}

export interface CasePage {
  readonly items: readonly CaseItem[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface CaseListParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

export interface CasesAsked {
  readonly status?: CaseStatus;
  readonly limit: number;
  readonly cursor?: string;
}

/** What of each case of a page is read; `page` names its parcours, in order. */
const ITEMS = `
  SELECT case_.parcours, case_.beneficiary, case_.territory, case_.viewers, case_.referent, case_.exited,
         case_.opened_on, case_.exited_on, case_.last_contact_on, case_.due_on, case_.pending_since,
         case_.entry_situation_missing, case_.six_month_due_on, case_.phases,
         coalesce(case_.referent_structure, case_.structures[1], case_.opened_by) AS structure,
         who.person IS NOT NULL AS known, who.given_name, who.family_name,
         case_.beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated
    FROM page JOIN read.cases case_ USING (parcours)
    LEFT JOIN read.persons who ON who.person = case_.beneficiary
   ORDER BY case_.exited, case_.due_on, case_.parcours`;

/**
 * $1 structures, each walked along its own index; $2 exited or not; $3, $4, $5 the row after which to go on; $6 rows.
 */
const OF_STRUCTURES = `
  WITH page AS (
    SELECT DISTINCT ON (found.exited, found.due_on, found.parcours) found.parcours
      FROM unnest($1::uuid[]) mine CROSS JOIN LATERAL (
        SELECT seen.parcours, seen.exited, seen.due_on FROM read.case_viewers seen
         WHERE seen.structure = mine AND seen.exited = ANY ($2::boolean[])
           AND (seen.exited, seen.due_on, seen.parcours) > ($3::boolean, $4::date, $5::uuid)
         ORDER BY seen.exited, seen.due_on, seen.parcours LIMIT $6) found
     ORDER BY found.exited, found.due_on, found.parcours LIMIT $6)${ITEMS}`;

/** As {@link OF_STRUCTURES}, $1 being territories. */
const OF_TERRITORIES = `
  WITH page AS (
    SELECT found.parcours
      FROM unnest($1::uuid[]) mine CROSS JOIN LATERAL (
        SELECT seen.parcours, seen.exited, seen.due_on FROM read.cases seen
         WHERE seen.territory = mine AND seen.exited = ANY ($2::boolean[])
           AND (seen.exited, seen.due_on, seen.parcours) > ($3::boolean, $4::date, $5::uuid)
         ORDER BY seen.exited, seen.due_on, seen.parcours LIMIT $6) found
     ORDER BY found.exited, found.due_on, found.parcours LIMIT $6)${ITEMS}`;

const LIST = 'cases';
const BEFORE_ALL = ['false', '-infinity', '00000000-0000-0000-0000-000000000000'];
const NOTHING_DUE = 'infinity';

/** The file active: the cases of my structures; for a coordinator, those of the territory, by number. */
export class CaseList {
  constructor(private readonly parts: CaseListParts) {}

  /** Open cases first, what is due first; the line in the access journal is written before the page is answered. */
  async page(reader: Reader, { status, limit, cursor }: CasesAsked): Promise<CasePage> {
    const { database, cursors, clock, zone } = this.parts;
    const { scope } = reader;
    const after = cursor === undefined ? BEFORE_ALL : cursors.open(LIST, cursor);
    const statuses = status === undefined ? [false, true] : [status === 'exited'];
    const follows = scope.structures.length > 0;
    const { rows } = await database.query<CaseRow>(
      scope.token,
      follows ? OF_STRUCTURES : OF_TERRITORIES,
      [follows ? scope.structures : coordinatedBy(scope), statuses, ...after, limit + 1],
      { name: follows ? 'cases_of_structures_1' : 'cases_of_territories_1' },
    );
    const open = rows.flatMap((row) => withReason(reader, row));
    const { items, nextCursor } = pageOf(open, limit, LIST, cursors, ({ row }) => [
      String(row.exited),
      row.due_on,
      row.parcours,
    ]);
    const now = clock.now();
    const today = dateAt(now, zone);
    const [names] = await Promise.all([this.namesOf(reader, items, today), this.note(reader, items, now)]);
    return {
      items: items.map((item) => itemOf(item, names, today)),
      ...(nextCursor !== undefined && { next: nextCursor }),
    };
  }

  private namesOf({ scope }: Reader, items: readonly Opened[], on: CivilDate): Promise<DirectoryNames> {
    return DirectoryNames.read(this.parts.database, scope.token, {
      professionals: items.flatMap(({ row }) => (row.referent === null ? [] : [row.referent])),
      structures: items.map(({ row }) => row.structure),
      on,
    });
  }

  private note(reader: Reader, items: readonly Opened[], now: number): Promise<void> {
    const subjects = new Map(items.map(({ row, reason }) => [row.beneficiary, reason]));
    return this.parts.journal.record(
      accessOf(
        reader,
        'cases',
        [...subjects].map(([subject, reason]) => ({ subject, reason })),
        items.flatMap(({ row }) => row.viewers),
        now,
      ),
    );
  }
}

interface CaseRow extends Ties {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
  readonly exited: boolean;
  readonly opened_on: CivilDate;
  readonly exited_on: CivilDate | null;
  readonly last_contact_on: CivilDate | null;
  readonly due_on: string;
  readonly pending_since: CivilDate | null;
  readonly entry_situation_missing: boolean;
  readonly six_month_due_on: CivilDate | null;
  readonly phases: PhasePeriods;
  readonly structure: Uuid;
  readonly known: boolean;
  readonly given_name: string | null;
  readonly family_name: string | null;
}

interface Opened {
  readonly row: CaseRow;
  readonly reason: AccessReason;
}

/** Rows that nothing opens to the reader are left out, should PostgreSQL ever let one through. */
function withReason({ scope }: Reader, row: CaseRow): readonly Opened[] {
  const coordinated = row.territory !== null && coordinatedBy(scope).includes(row.territory);
  const reason = reasonFor(scope, row) ?? (coordinated ? 'duty' : null);
  return reason === null ? [] : [{ row, reason }];
}

function itemOf({ row, reason }: Opened, names: DirectoryNames, today: CivilDate): CaseItem {
  const shown = reason !== 'duty' && row.known;
  return {
    parcoursId: row.parcours,
    beneficiaryId: row.beneficiary,
    displayName: shown ? displayNameOf(row.given_name, row.family_name) : caseNumberOf(row.parcours),
    status: row.exited ? 'exited' : 'open',
    openedOn: row.opened_on,
    exitedOn: row.exited_on,
    referent: row.referent === null ? null : names.professional(row.referent),
    structure: names.structure(row.structure),
    lastContactOn: row.last_contact_on,
    phase: row.exited ? null : phaseIn(row.phases, today),
    dueOn: row.due_on === NOTHING_DUE ? null : (row.due_on as CivilDate),
    pendingSince: row.pending_since,
    entrySituationMissing: row.entry_situation_missing,
    sixMonthDueOn: row.six_month_due_on,
  };
}
