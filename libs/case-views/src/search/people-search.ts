import type { ScopedDatabase } from '@jalons/database';
import type { Clock } from '@jalons/http';
import { type AskedKey, dateAt, keysAsked } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import type { Reader } from '../access/reader.js';
import { accessOf } from '../access/relation.js';
import { openedPeople, PERSON_ITEMS, type PersonItem, personItems, type PersonRow } from './person-items.js';

/** $1 numbers of words, $2 keys, $3 their worth, $4 the word to look up first, $5 rows. */
export const SEARCH = `
  WITH found AS (
    SELECT search.person, -search.worth AS place
      FROM read.search_people($1::int[], $2::text[], $3::int[], $4, $5) search)
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
    const { rows } = await database.query<PersonRow>(reader.scope.token, SEARCH, searchValues(asked, MOST + 1), {
      name: 'people_search_4',
    });
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

/** The values of {@link SEARCH}. */
export function searchValues(asked: readonly AskedKey[], most: number): readonly unknown[] {
  const words = asked.map(({ word }) => word);
  return [words, asked.map(({ key }) => key), asked.map(({ worth }) => worth), rarest(asked), most];
}

/** The word of the most keys: the longest is the one that the fewest people share. */
function rarest(asked: readonly AskedKey[]): number {
  const counts = new Map<number, number>();
  for (const { word } of asked) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}
