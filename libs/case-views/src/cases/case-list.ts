import type { ScopedDatabase } from '@jalons/database';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import { caseNumberOf, type CivilDate, dateAt, type Instant, type Uuid } from '@jalons/kernel';
import { type Phase, phaseIn } from '@jalons/parcours';
import type { AccessJournal, AccessReason } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, coordinatedBy, reasonFor } from '../access/relation.js';
import type { CaseFilter, CaseOwner } from './case-filters.js';
import { type CaseRisk, caseRisk, type RiskRead } from './case-risk.js';
import type { CaseHeadNamed, CaseStatus, CaseTold, JsonOf } from './case-document.js';
import { caseCounts, casePage, type CaseRead, type CaseRow } from './case-pages.js';
import { type DepartedReferent, departedReferents } from './departed-referents.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';
import { displayNameOf } from '../names/person-name.js';

/** What depends on the day, the reader, or what another read model holds, beside the ids. */
export interface CaseToday {
  readonly parcoursId: Uuid;
  readonly beneficiaryId: Uuid;
  readonly displayName: string;
  readonly referent: Named | null;
  /** The referent's, else the first that takes part. */
  readonly structure: Named;
  /** Of an open parcours, today. */
  readonly phase: Phase | null;
  /** « À rapprocher »: the person has another open parcours in the territory, under this record or a merged one. */
  readonly toReconcile: boolean;
  /** Null where profiling is objected to or processing restricted, where it is over, and before the first review. */
  readonly risk: CaseRisk | null;
}

export interface CaseItem extends CaseTold, CaseToday {}

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

/** And how many are left to those who do not work in the reader's structures any more. */
export type CountedCases = CaseCounts & { readonly departed: readonly DepartedReferent[] };

const BEFORE_ALL = ['false', '-infinity', '00000000-0000-0000-0000-000000000000'];

/** The file active: the cases of my structures; for a coordinator, those of the territory, by number. */
export class CaseList {
  constructor(private readonly parts: CaseListParts) {}

  /**
   * Open cases first, what is due first; those of a filter by what has waited longest. The line in the access journal is
   * written before the page is answered.
   * @returns most of a case as the text that was written beside it
   */
  async page(
    reader: Reader,
    { whose, referent, filter, status, limit, cursor }: CasesAsked,
  ): Promise<JsonOf<CasePage>> {
    const { database, cursors, clock, zone } = this.parts;
    const { owner, ids } = ownersFor(reader, whose, referent);
    const list = `cases/${owner}/${filter ?? 'all'}`;
    const after = cursor === undefined ? BEFORE_ALL : cursors.open(list, cursor);
    const statuses = status === undefined ? [false, true] : [status === 'exited'];
    const now = clock.now();
    const today = dateAt(now, zone);
    const { text, ...options } = casePage(owner, filter);
    const values = [ids, statuses, ...after, limit + 1, today, reader.scope.territories];
    const { rows } = await database.query<CaseRow>(reader.scope.token, text, values, options);
    const reads = JSON.parse(`[${rows.map(({ head }) => head).join(',')}]`) as readonly CaseRead[];
    const open = rows.flatMap(({ told }, at) => withReason(reader, reads[at]!, told));
    const { items, nextCursor } = pageOf(open, limit, list, cursors, ({ place, head }) => [
      String(head.exited),
      place,
      head.parcours,
    ]);
    const [names] = await Promise.all([this.namesOf(reader, items, today), this.note(reader, items, now)]);
    const day = { today, dayOf: daysIn(zone) };
    const texts = items.map((item) => joined(todayOf(item, names, day), item.told));
    const next = nextCursor === undefined ? '' : `,"next":${JSON.stringify(nextCursor)}`;
    return `{"items":[${texts.join(',')}]${next}}`;
  }

  /** Numbers alone, of nobody: no line in the journal. */
  async counts(reader: Reader): Promise<CountedCases> {
    const { database, clock, zone } = this.parts;
    const { owner, ids } = ownersFor(reader, 'all');
    const { name, text } = caseCounts(owner);
    const { professional, territories } = reader.scope;
    const today = dateAt(clock.now(), zone);
    const values = [ids, today, professional, territories];
    const [{ rows }, departed] = await Promise.all([
      database.query<CaseCounts>(reader.scope.token, text, values, { name }),
      departedReferents(database, reader, today),
    ]);
    return { ...rows[0]!, departed };
  }

  private namesOf({ scope }: Reader, items: readonly Opened[], on: CivilDate): Promise<DirectoryNames> {
    return DirectoryNames.read(this.parts.database, scope.token, {
      professionals: items.flatMap(({ head }) => (head.referent === null ? [] : [head.referent])),
      structures: items.map(({ head }) => head.structure),
      on,
    });
  }

  private note(reader: Reader, items: readonly Opened[], now: number): Promise<void> {
    const subjects = new Map(items.map(({ head, reason }) => [head.beneficiary, reason]));
    return this.parts.journal.record(
      accessOf(
        reader,
        'cases',
        [...subjects].map(([subject, reason]) => ({ subject, reason })),
        items.flatMap(({ head }) => head.viewers),
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
  readonly place: string;
  readonly head: CaseHeadNamed;
  readonly risk: RiskRead | null;
  readonly told: JsonOf<CaseTold>;
  readonly reason: AccessReason;
}

/** Rows that nothing opens to the reader are left out, should PostgreSQL ever let one through. */
function withReason({ scope }: Reader, [place, elevated, head, risk]: CaseRead, told: string): readonly Opened[] {
  const coordinated = head.territory !== null && coordinatedBy(scope).includes(head.territory);
  const reason = reasonFor(scope, { ...head, elevated }) ?? (coordinated ? 'duty' : null);
  return reason === null ? [] : [{ place, head, risk, told, reason }];
}

interface Day {
  readonly today: CivilDate;
  readonly dayOf: (instant: Instant) => CivilDate;
}

function todayOf({ head, risk, reason }: Opened, names: DirectoryNames, { today, dayOf }: Day): CaseToday {
  const name = reason === 'duty' ? null : head.name;
  return {
    parcoursId: head.parcours,
    beneficiaryId: head.beneficiary,
    displayName: name === null ? caseNumberOf(head.parcours) : displayNameOf(...name),
    referent: head.referent === null ? null : names.professional(head.referent),
    structure: names.structure(head.structure),
    phase: head.exited ? null : phaseIn(head.phases, today),
    toReconcile: head.toReconcile,
    risk: caseRisk(risk, head.exited, dayOf),
  };
}

/** Reviews fall due at midnights, many of a page at the same: each is looked up once. */
function daysIn(zone: string): (instant: Instant) => CivilDate {
  const known = new Map<Instant, CivilDate>();
  return (instant) => {
    const day = known.get(instant) ?? dateAt(instant, zone);
    known.set(instant, day);
    return day;
  };
}

/** One JSON object of two. */
function joined(first: object, second: string): string {
  return `${JSON.stringify(first).slice(0, -1)},${second.slice(1)}`;
}
