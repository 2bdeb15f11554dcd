import type { ScopedDatabase } from '@jalons/database';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import { caseNumberOf, dateAt, type Instant, type NomenclatureCatalogue, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import { labelOf, type Language } from '@jalons/territory';
import type { Reader } from '../access/reader.js';
import { accessOf } from '../access/relation.js';
import { DirectoryNames, type Named } from '../names/directory-names.js';

/**
 * $1 whether the reader is a dpo; $2, $3 the row after which to go on, or NULLs; $4 rows. Policies decide the same from
 * the session alone; a coordinator's own openings elsewhere are for the coordinator of that place.
 */
const PAGE = `
  SELECT opened.elevation, opened.professional, opened.structure, opened.beneficiary, opened.reason,
         opened.at_ms::float8 AS at, opened.until_ms::float8 AS until,
         CASE WHEN $1::boolean THEN read.parcours_ids(opened.beneficiary)
              ELSE (SELECT coalesce(array_agg(case_.parcours ORDER BY case_.opened_on, case_.parcours), '{}')
                      FROM read.cases case_
                     WHERE case_.beneficiary = ANY (read.records_of(ARRAY[opened.beneficiary]))
                       AND case_.territory = ANY ((SELECT auth.my_territories())::uuid[]))
          END AS parcours
    FROM read.elevations opened
   WHERE ($1::boolean OR read.coordinates_person(opened.beneficiary, opened.territory))
     AND ($2::bigint IS NULL OR (opened.at_ms, opened.elevation) < ($2, $3::uuid))
   ORDER BY opened.at_ms DESC, opened.elevation DESC LIMIT $4`;

const LIST = 'elevations';

/** A case that somebody opened by break-the-glass: by number, without identity. */
export interface Elevation {
  readonly id: Uuid;
  readonly beneficiaryId: Uuid;
  /** Her parcours, of the territories that the reader coordinates; all of them for a dpo. */
  readonly cases: readonly { readonly caseNumber: string; readonly parcoursId: Uuid }[];
  readonly professional: Named;
  /** For which it was asked. */
  readonly structure: Named | null;
  /** Nomenclature `elevation-reasons`. */
  readonly reason: { readonly code: string; readonly label: string };
  readonly from: Instant;
  readonly until: Instant;
  readonly inForce: boolean;
}

export interface ElevationPage {
  readonly items: readonly Elevation[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface ElevationListParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  readonly codes: NomenclatureCatalogue;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

/** Openings by break-the-glass, as the coordinator and the dpo see them (security.md § 1). */
export class ElevationList {
  constructor(private readonly parts: ElevationListParts) {}

  /** The latest first. */
  async page(reader: Reader, language: Language, limit: number, cursor?: string): Promise<ElevationPage> {
    const { database, journal, cursors, clock, zone } = this.parts;
    const { token, roles } = reader.scope;
    const after = cursor === undefined ? [null, null] : cursors.open(LIST, cursor);
    const values = [roles.has('dpo'), ...after, limit + 1];
    const { rows } = await database.query<ElevationRow>(token, PAGE, values, { name: 'elevations_2' });
    const { items, nextCursor } = pageOf(rows, limit, LIST, cursors, (row) => [row.at, row.elevation]);
    const now = clock.now();
    const subjects = [...new Set(items.map(({ beneficiary }) => beneficiary))];
    const [names] = await Promise.all([
      DirectoryNames.read(database, token, {
        professionals: items.map(({ professional }) => professional),
        structures: items.flatMap(({ structure }) => structure ?? []),
        on: dateAt(now, zone),
      }),
      journal.record(
        accessOf(
          reader,
          'elevations',
          subjects.map((subject) => ({ subject, reason: 'duty' as const })),
          [],
          now,
        ),
      ),
    ]);
    return {
      items: items.map((row) => ({
        ...{ id: row.elevation, beneficiaryId: row.beneficiary },
        cases: row.parcours.map((parcoursId) => ({ caseNumber: caseNumberOf(parcoursId), parcoursId })),
        professional: names.professional(row.professional),
        structure: row.structure === null ? null : names.structure(row.structure),
        reason: { code: row.reason, label: this.labelOf(row.reason, language) },
        ...{ from: row.at, until: row.until, inForce: now < row.until },
      })),
      ...(nextCursor !== undefined && { next: nextCursor }),
    };
  }

  private labelOf(code: string, language: Language): string {
    const entry = this.parts.codes.entry('elevation-reasons', code);
    return entry === null ? code : labelOf(entry, language);
  }
}

interface ElevationRow {
  readonly elevation: Uuid;
  readonly professional: Uuid;
  readonly structure: Uuid | null;
  readonly beneficiary: Uuid;
  readonly reason: string;
  readonly at: Instant;
  readonly until: Instant;
  readonly parcours: readonly Uuid[];
}
