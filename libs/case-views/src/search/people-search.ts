import type { ScopedDatabase } from '@jalons/database';
import type { Clock } from '@jalons/http';
import { dateAt } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf } from '../access/relation.js';
import { keysAsked } from './name-keys.js';
import { openedPeople, PERSON_ITEMS, type PersonItem, personItems, type PersonRow } from './person-items.js';

/** $1 numbers of words, $2 keys, $3 their worth, $4 rows. */
const SEARCH = `
  WITH found AS (
    SELECT search.person, -search.worth AS place FROM read.search_people($1::int[], $2::text[], $3::int[], $4) search)
  ${PERSON_ITEMS}`;

/** Beyond, one more letter says more than one more page. */
const MOST = 20;

export interface PeopleFound {
  /** The best matches first. */
  readonly items: readonly PersonItem[];
  /** True where more people were found than are shown: a longer question finds them. */
  readonly more: boolean;
}

export interface PeopleParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
  readonly clock: Clock;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

/** Search by name among the people whom the reader may see, and nobody else. */
export class PeopleSearch {
  constructor(private readonly parts: PeopleParts) {}

  /** Everyone whose name holds each word of `question`; the journal has its line before the answer. */
  async search(reader: Reader, question: string): Promise<PeopleFound> {
    const { database, journal, clock, zone } = this.parts;
    const asked = keysAsked(question);
    if (asked.length === 0) return { items: [], more: false };
    const { rows } = await database.query<PersonRow>(
      reader.scope.token,
      SEARCH,
      [asked.map(({ word }) => word), asked.map(({ key }) => key), asked.map(({ worth }) => worth), MOST + 1],
      { name: 'people_search_2' },
    );
    const shown = openedPeople(reader, rows.slice(0, MOST));
    const now = clock.now();
    const subjects = shown.map(({ row, reason }) => ({ subject: row.person, reason }));
    const near = shown.flatMap(({ row }) => row.viewers);
    const [items] = await Promise.all([
      personItems(database, reader, shown, dateAt(now, zone)),
      journal.record(accessOf(reader, 'people-search', subjects, near, now)),
    ]);
    return { items, more: rows.length > MOST };
  }
}
