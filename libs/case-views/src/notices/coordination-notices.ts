import { caseNumberOf, type CivilDate, addDays, dateAt, invalidField, type Uuid } from '@jalons/kernel';
import { pageOf } from '@jalons/http';
import type { Reader } from '../access/reader.js';
import { accessOf, coordinatedBy } from '../access/relation.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';
import type { NoticeListParts } from './notice-list.js';

/** Days before the end of the convention from which the coordinator is told; an assumption, to be confirmed. */
const CONVENTION_NOTICE_DAYS = 90;
/** Concurrent supports that are shown at once; a territory has few. */
const MOST = 200;

/** $1 territory */
const TERRITORY = `
  SELECT settings ->> 'conventionEndsOn' AS ends_on, zone,
         (SELECT count(*)::int FROM read.cases WHERE territory = $1 AND NOT exited) AS open_cases
    FROM read.territories WHERE territory = $1`;

const STRUCTURE = 'coalesce(case_.referent_structure, case_.structures[1], case_.opened_by) AS structure';

/** $1 territory; $2, $3 the row after which to go on; $4 rows. */
const OPEN_CASES = `
  SELECT case_.parcours, case_.beneficiary, case_.opened_on, ${STRUCTURE}
    FROM read.cases case_
   WHERE case_.territory = $1 AND NOT case_.exited AND (case_.opened_on, case_.parcours) > ($2::date, $3::uuid)
   ORDER BY case_.opened_on, case_.parcours LIMIT $4`;

/** $1 territory; $2 rows. */
const CONCURRENT = `
  SELECT case_.parcours, case_.beneficiary, case_.concurrent
    FROM read.cases case_
   WHERE case_.territory = $1 AND case_.concurrent IS NOT NULL
   ORDER BY case_.parcours LIMIT $2`;

const LIST = 'convention-end';
const BEFORE_ALL = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** A case that is still open as the convention ends. */
export interface OpenCase {
  readonly caseNumber: string;
  readonly parcoursId: Uuid;
  readonly beneficiaryId: Uuid;
  readonly structure: Named;
  readonly openedOn: CivilDate;
}

/** « Accompagnements concurrents »: the same global support by several structures at once. */
export interface ConcurrentSupport {
  readonly caseNumber: string;
  readonly parcoursId: Uuid;
  readonly beneficiaryId: Uuid;
  /** Nomenclature `support-kinds`. */
  readonly supportKind: string;
  readonly structures: readonly Named[];
  readonly since: CivilDate;
}

/** What the coordinator of a territory is told, outside levels and precision (risk.md § 1). */
export interface CoordinationNotices {
  /** Null before its time. */
  readonly conventionEnd: {
    readonly endsOn: CivilDate;
    readonly openCases: number;
    readonly items: readonly OpenCase[];
    readonly next?: string;
  } | null;
  readonly concurrentSupport: readonly ConcurrentSupport[];
}

export interface NoticesAsked {
  /** One that the reader coordinates; the only one by default. */
  readonly territory?: Uuid;
  readonly limit: number;
  readonly cursor?: string;
}

/** Notices to the coordinator, by case number. */
export class CoordinationNoticeList {
  constructor(private readonly parts: NoticeListParts) {}

  async read(reader: Reader, asked: NoticesAsked): Promise<CoordinationNotices> {
    const { database, clock, journal } = this.parts;
    const { token } = reader.scope;
    const territory = coordinated(reader, asked.territory);
    const now = clock.now();
    const [place, concurrent] = await Promise.all([
      database.query<PlaceRow>(token, TERRITORY, [territory], { name: 'convention_end_1' }),
      database.query<ConcurrentRow>(token, CONCURRENT, [territory, MOST], { name: 'concurrent_supports_1' }),
    ]);
    const today = dateAt(now, place.rows[0]?.zone ?? this.parts.zone);
    const ending = await this.openCases(reader, territory, place.rows[0], today, asked);
    const subjects = new Set([...(ending?.rows ?? []), ...concurrent.rows].map(({ beneficiary }) => beneficiary));
    const told = [...subjects].map((subject) => ({ subject, reason: 'duty' as const }));
    const [names] = await Promise.all([
      DirectoryNames.read(database, token, {
        professionals: [],
        structures: [
          ...(ending?.rows.map(({ structure }) => structure) ?? []),
          ...concurrent.rows.flatMap((row) => row.concurrent.flatMap(({ structures }) => structures)),
        ],
        on: today,
      }),
      journal.record(accessOf(reader, 'coordination-notices', told, [], now)),
    ]);
    return {
      conventionEnd:
        ending === null
          ? null
          : {
              ...{ endsOn: ending.endsOn, openCases: ending.openCases },
              items: ending.rows.map((row) => ({
                ...numbered(row),
                structure: names.structure(row.structure),
                openedOn: row.opened_on,
              })),
              ...(ending.next !== undefined && { next: ending.next }),
            },
      concurrentSupport: concurrent.rows.flatMap((row) =>
        row.concurrent.map(({ kind, structures, since }) => ({
          ...numbered(row),
          ...{ supportKind: kind, structures: structures.map((id) => names.structure(id)), since },
        })),
      ),
    };
  }

  private async openCases(
    { scope }: Reader,
    territory: Uuid,
    place: PlaceRow | undefined,
    today: CivilDate,
    { limit, cursor }: NoticesAsked,
  ) {
    const endsOn = place?.ends_on ?? null;
    if (endsOn === null || today < addDays(endsOn, -CONVENTION_NOTICE_DAYS)) return null;
    const { database, cursors } = this.parts;
    const list = `${LIST}/${territory}`;
    const after = cursor === undefined ? BEFORE_ALL : cursors.open(list, cursor);
    const { rows } = await database.query<OpenRow>(scope.token, OPEN_CASES, [territory, ...after, limit + 1], {
      name: 'convention_open_cases_1',
    });
    const page = pageOf(rows, limit, list, cursors, (row) => [row.opened_on, row.parcours]);
    return { endsOn, openCases: place!.open_cases, rows: page.items, next: page.nextCursor };
  }
}

interface PlaceRow {
  readonly ends_on: CivilDate | null;
  readonly zone: string;
  readonly open_cases: number;
}

interface OpenRow {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly opened_on: CivilDate;
  readonly structure: Uuid;
}

interface ConcurrentRow {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly concurrent: readonly {
    readonly kind: string;
    readonly structures: readonly Uuid[];
    readonly since: CivilDate;
  }[];
}

function numbered({ parcours, beneficiary }: Pick<OpenRow, 'parcours' | 'beneficiary'>) {
  return { caseNumber: caseNumberOf(parcours), parcoursId: parcours, beneficiaryId: beneficiary };
}

function coordinated({ scope }: Reader, named: Uuid | undefined): Uuid {
  const held = coordinatedBy(scope);
  const territory = named ?? (held.length === 1 ? held[0] : undefined);
  if (territory !== undefined && held.includes(territory)) return territory;
  throw invalidField('/territory', 'territory-needed', 'Choisissez un territoire parmi ceux que vous coordonnez.');
}
