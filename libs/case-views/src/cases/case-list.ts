import type { ScopedDatabase } from '@jalons/database';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import { caseNumberOf, type CivilDate, dateAt, type Uuid } from '@jalons/kernel';
import { type Phase, phaseIn } from '@jalons/parcours';
import type { AccessJournal, AccessReason } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, coordinatedBy, reasonFor } from '../access/relation.js';
import type { CaseFilter, CaseOwner } from './case-filters.js';
import { type CaseRisk, caseRisk } from './case-risk.js';
import type { Ribbon } from './ribbon.js';
import { caseCounts, casePage, type CaseRow } from './case-pages.js';
import { NOTHING_DUE } from './case-rows.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';
import { displayNameOf } from '../names/person-name.js';

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
  /** « À rapprocher »: the person has another open parcours in the territory, under this record or a merged one. */
  readonly toReconcile: boolean;
  /** Null where profiling is objected to or processing restricted, where it is over, and before the first review. */
  readonly risk: CaseRisk | null;
  readonly ribbon: Ribbon;
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

/** Whose cases: those that the reader answers for, or all that the reader may list. */
export type Whose = 'mine' | 'all';

export interface CasesAsked {
  readonly whose: Whose;
  /** Only those that this professional answers for. */
  readonly referent?: Uuid;
  readonly filter?: CaseFilter;
  readonly status?: CaseStatus;
  readonly limit: number;
  readonly cursor?: string;
}

/** How many cases each list holds. */
export type CaseCounts = Readonly<Record<CaseStatus | 'mine' | CaseFilter, number>>;

const BEFORE_ALL = ['false', '-infinity', '00000000-0000-0000-0000-000000000000'];

/** The file active: the cases of my structures; for a coordinator, those of the territory, by number. */
export class CaseList {
  constructor(private readonly parts: CaseListParts) {}

  /**
   * Open cases first, what is due first; those of a filter by what has waited longest. The line in the access journal is
   * written before the page is answered.
   */
  async page(reader: Reader, { whose, referent, filter, status, limit, cursor }: CasesAsked): Promise<CasePage> {
    const { database, cursors, clock, zone } = this.parts;
    const { owner, ids } = ownersFor(reader, whose, referent);
    const list = `cases/${owner}/${filter ?? 'all'}`;
    const after = cursor === undefined ? BEFORE_ALL : cursors.open(list, cursor);
    const statuses = status === undefined ? [false, true] : [status === 'exited'];
    const now = clock.now();
    const today = dateAt(now, zone);
    const { name, text } = casePage(owner, filter);
    const values = [ids, statuses, ...after, limit + 1, today, reader.scope.territories];
    const { rows } = await database.query<CaseRow>(reader.scope.token, text, values, { name });
    const open = rows.flatMap((row) => withReason(reader, row));
    const { items, nextCursor } = pageOf(open, limit, list, cursors, ({ row }) => [
      String(row.exited),
      row.place,
      row.parcours,
    ]);
    const [names] = await Promise.all([this.namesOf(reader, items, today), this.note(reader, items, now)]);
    return {
      items: items.map((item) => itemOf(item, names, { today, zone })),
      ...(nextCursor !== undefined && { next: nextCursor }),
    };
  }

  /** Numbers alone, of nobody: no line in the journal. */
  async counts(reader: Reader): Promise<CaseCounts> {
    const { database, clock, zone } = this.parts;
    const { owner, ids } = ownersFor(reader, 'all');
    const { name, text } = caseCounts(owner);
    const { professional, territories } = reader.scope;
    const values = [ids, dateAt(clock.now(), zone), professional, territories];
    const { rows } = await database.query<CaseCounts>(reader.scope.token, text, values, { name });
    return rows[0]!;
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

/** Whose cases are listed to a reader: my own, my structures', or the territory's where none is followed. */
function ownersFor(
  { scope }: Reader,
  whose: Whose,
  referent?: Uuid,
): { readonly owner: CaseOwner; readonly ids: readonly Uuid[] } {
  // The policies cut a colleague's cases to those that the reader may see.
  if (referent !== undefined) return { owner: 'referent', ids: [referent] };
  if (whose === 'mine') return { owner: 'referent', ids: [scope.professional] };
  if (scope.structures.length > 0) return { owner: 'structure', ids: scope.structures };
  return { owner: 'territory', ids: coordinatedBy(scope) };
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

function itemOf(
  { row, reason }: Opened,
  names: DirectoryNames,
  { today, zone }: { readonly today: CivilDate; readonly zone: string },
): CaseItem {
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
    toReconcile: row.to_reconcile,
    risk: caseRisk(row, zone),
    ribbon: row.ribbon,
  };
}
