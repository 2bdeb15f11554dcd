import type { ScopedDatabase } from '@jalons/database';
import { type Clock, type CursorCodec, pageOf } from '@jalons/http';
import { type CivilDate, dateAt, type Uuid } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf, reasonFor } from '../access/relation.js';
import { displayNameOf } from '../names/person-name.js';

/** $1 structures; $2, $3, $4 the row after which to go on; $5 rows. */
const PAGE = `
  WITH page AS (
    SELECT found.person, found.structure, found.article, found.since, found.due_on
      FROM unnest($1::uuid[]) mine (id) CROSS JOIN LATERAL (
        SELECT due.person, due.structure, due.article, due.since, due.due_on FROM read.notices_due due
         WHERE due.structure = mine.id AND (due.due_on, due.person, due.structure) > ($2::date, $3::uuid, $4::uuid)
         ORDER BY due.due_on, due.person LIMIT $5) found
     ORDER BY found.due_on, found.person, found.structure LIMIT $5)
  SELECT page.person, page.structure, page.article, page.since, page.due_on, who.viewers, who.given_name,
         who.family_name
    FROM page JOIN read.persons who ON who.person = page.person
   ORDER BY page.due_on, page.person, page.structure`;

const LIST = 'notices-due';
const NOBODY = '00000000-0000-0000-0000-000000000000';
const BEFORE_ALL = ['-infinity', NOBODY, NOBODY];

/** A person whom one of the reader's structures has still to inform. */
export interface NoticeDue {
  readonly beneficiaryId: Uuid;
  readonly displayName: string;
  /** For whom it is to be given. */
  readonly structureId: Uuid;
  readonly article: 13 | 14;
  /** When she was received, imported, or taken in from another structure. */
  readonly since: CivilDate;
  readonly dueOn: CivilDate;
  readonly late: boolean;
}

export interface NoticePage {
  readonly items: readonly NoticeDue[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface NoticeListParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

/** Information notices that are due (domain.md § 3): RGPD art. 13 at collection, art. 14 within one month. */
export class NoticeList {
  constructor(private readonly parts: NoticeListParts) {}

  /** The first due first. */
  async page(reader: Reader, limit: number, cursor?: string): Promise<NoticePage> {
    const { database, journal, cursors, clock, zone } = this.parts;
    const { scope } = reader;
    const after = cursor === undefined ? BEFORE_ALL : cursors.open(LIST, cursor);
    const { rows } = await database.query<NoticeRow>(scope.token, PAGE, [scope.structures, ...after, limit + 1], {
      name: 'notices_due_1',
    });
    const open = rows.flatMap((row) => {
      const reason = reasonFor(scope, { viewers: row.viewers, referent: null, elevated: false });
      return reason === null ? [] : [{ row, reason }];
    });
    const { items, nextCursor } = pageOf(open, limit, LIST, cursors, ({ row }) => [
      ...[row.due_on, row.person, row.structure],
    ]);
    const now = clock.now();
    const today = dateAt(now, zone);
    const subjects = new Map(items.map(({ row, reason }) => [row.person, reason]));
    await journal.record(
      accessOf(
        reader,
        'notices-due',
        [...subjects].map(([subject, reason]) => ({ subject, reason })),
        items.map(({ row }) => row.structure),
        now,
      ),
    );
    return {
      items: items.map(({ row }) => ({
        beneficiaryId: row.person,
        displayName: displayNameOf(row.given_name, row.family_name),
        structureId: row.structure,
        article: row.article,
        since: row.since,
        dueOn: row.due_on,
        late: row.due_on < today,
      })),
      ...(nextCursor !== undefined && { next: nextCursor }),
    };
  }
}

interface NoticeRow {
  readonly person: Uuid;
  readonly structure: Uuid;
  readonly article: 13 | 14;
  readonly since: CivilDate;
  readonly due_on: CivilDate;
  readonly viewers: readonly Uuid[];
  readonly given_name: string | null;
  readonly family_name: string | null;
}
