import { followedIn } from '@jalons/beneficiaries';
import type { ScopedDatabase } from '@jalons/database';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import type { CivilDate, Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, reasonFor } from '../access/relation.js';
import { fullNameOf } from '../names/person-name.js';

/**
 * $1, $2 the row after which to go on; $3 rows. Each of the two is named to whom her own row is open. They are merged by who
 * follows both, or by the coordinator once both are open to her; the suspicion is voided by the structure that said so, while
 * it follows the record in whose stream that stands.
 */
const PAGE = `
  SELECT pair.suspicion, pair.because, pair.suspected_on, pair.person, pair.other,
         one.viewers AS viewers, one.given_name, one.family_name,
         two.viewers AS other_viewers, two.given_name AS other_given_name, two.family_name AS other_family_name,
         one.person = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated,
         two.person = ANY ((SELECT auth.my_elevations())::uuid[]) AS other_elevated,
         coalesce(${followedIn('one')} AND ${followedIn('two')}, false)
           OR (one.person IS NOT NULL AND two.person IS NOT NULL
               AND pair.territories && (SELECT auth.my_territories())::uuid[]) AS mergeable,
         CASE WHEN pair.suspected_by = ANY ((SELECT auth.my_structures())::uuid[]) AND ${followedIn('one')}
              THEN pair.suspected_by END AS voidable_by
    FROM read.duplicates pair
    LEFT JOIN read.persons one ON one.person = pair.person
    LEFT JOIN read.persons two ON two.person = pair.other
   WHERE (pair.suspected_on, pair.suspicion) > ($1::date, $2::uuid)
   ORDER BY pair.suspected_on, pair.suspicion LIMIT $3`;

const LIST = 'duplicates';
const BEFORE_ALL = ['-infinity', '00000000-0000-0000-0000-000000000000'];

export interface SuspectedRecord {
  readonly beneficiaryId: Uuid;
  /** Null for one who is not open to the reader. */
  readonly fullName: string | null;
}

export interface DuplicateItem {
  /** The entry, to be voided where the two are not one. */
  readonly suspicionId: Uuid;
  readonly because: string;
  readonly suspectedOn: CivilDate;
  /** The record in whose stream the suspicion stands, then the other. */
  readonly records: readonly [SuspectedRecord, SuspectedRecord];
  /** Whether the reader may merge the two; who may not leaves it to the coordinator. */
  readonly mergeable: boolean;
  /** The structure of the reader in whose name the suspicion may be voided; null where it may not. */
  readonly voidableBy: Uuid | null;
}

export interface DuplicatePage {
  readonly items: readonly DuplicateItem[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface DuplicateListParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
}

/** Records that may be one person, the longest suspected first. */
export class DuplicateList {
  constructor(private readonly parts: DuplicateListParts) {}

  async page(reader: Reader, limit: number, cursor?: string): Promise<DuplicatePage> {
    const { database, journal, cursors, clock } = this.parts;
    const after = cursor === undefined ? BEFORE_ALL : cursors.open(LIST, cursor);
    const { rows } = await database.query<PairRow>(reader.scope.token, PAGE, [...after, limit + 1], {
      name: 'duplicates_3',
    });
    const { items, nextCursor } = pageOf(rows, limit, LIST, cursors, (row) => [row.suspected_on, row.suspicion]);
    const named = items.flatMap((row) => recordsOf(row).filter(isNamed));
    const subjects = new Map(
      named.flatMap(({ person, viewers, elevated }) => {
        const reason = reasonFor(reader.scope, { viewers, referent: null, elevated });
        return reason === null ? [] : [[person, reason] as const];
      }),
    );
    await journal.record(
      accessOf(
        reader,
        'duplicates',
        [...subjects].map(([subject, reason]) => ({ subject, reason })),
        named.flatMap(({ viewers }) => viewers),
        clock.now(),
      ),
    );
    return {
      items: items.map((row) => itemOf(row, subjects)),
      ...(nextCursor !== undefined && { next: nextCursor }),
    };
  }
}

interface PairRow {
  readonly suspicion: Uuid;
  readonly because: string;
  readonly suspected_on: CivilDate;
  readonly person: Uuid;
  readonly other: Uuid;
  readonly viewers: readonly Uuid[] | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly other_viewers: readonly Uuid[] | null;
  readonly other_given_name: string | null;
  readonly other_family_name: string | null;
  readonly elevated: boolean | null;
  readonly other_elevated: boolean | null;
  readonly mergeable: boolean;
  readonly voidable_by: Uuid | null;
}

interface PairMember {
  readonly person: Uuid;
  readonly viewers: readonly Uuid[] | null;
  readonly elevated: boolean;
  readonly fullName: string;
}

function recordsOf(row: PairRow): readonly [PairMember, PairMember] {
  return [
    {
      ...{ person: row.person, viewers: row.viewers, elevated: row.elevated === true },
      fullName: fullNameOf(row.given_name, row.family_name),
    },
    {
      ...{ person: row.other, viewers: row.other_viewers, elevated: row.other_elevated === true },
      fullName: fullNameOf(row.other_given_name, row.other_family_name),
    },
  ];
}

function isNamed(record: PairMember): record is PairMember & { readonly viewers: readonly Uuid[] } {
  return record.viewers !== null;
}

function itemOf(row: PairRow, shown: ReadonlyMap<Uuid, unknown>): DuplicateItem {
  const [one, two] = recordsOf(row);
  const recordOf = ({ person, fullName }: PairMember) => ({
    beneficiaryId: person,
    fullName: shown.has(person) ? fullName : null,
  });
  return {
    suspicionId: row.suspicion,
    because: row.because,
    suspectedOn: row.suspected_on,
    records: [recordOf(one), recordOf(two)],
    mergeable: row.mergeable,
    voidableBy: row.voidable_by,
  };
}
