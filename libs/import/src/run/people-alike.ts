import type { CivilDate, Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { Likenesses } from '../rows/likeness.js';

/** $1 an import under way, whose own people are not known before it; 0 for a rehearsal */
const KNOWN = `
  DECLARE known NO SCROLL CURSOR WITH HOLD FOR
  SELECT known.person, known.born, known.keys FROM read.people_known() known
   WHERE NOT EXISTS (SELECT FROM import.touched own WHERE own.import = $1 AND own.stream_id = known.record)`;

/** $1 likenesses, $2 people */
const ADD = `
  INSERT INTO import.likenesses (likeness, person, known) SELECT *, true FROM unnest($1::uuid[], $2::uuid[])`;

/** The people of the import itself. */
const ADD_STAGED = `
  INSERT INTO import.likenesses (likeness, person, known)
  SELECT DISTINCT likeness, person, false FROM import.staged WHERE likeness IS NOT NULL`;

const HAS_STAGED = 'SELECT FROM import.staged WHERE likeness IS NOT NULL LIMIT 1';

const FETCHED = 5_000;

/**
 * Notes who is like whom, before the rows of an import are taken up: everybody whom the product knows, then the people of
 * the import. Costs nothing where no row names anybody with a birth date.
 */
export async function notePeopleAlike(client: pg.PoolClient, likenesses: Likenesses, number: number): Promise<void> {
  if ((await client.query(HAS_STAGED)).rowCount === 0) return;
  await client.query('BEGIN');
  // A cursor takes no parameter: the number is one of ours.
  await client.query(KNOWN.replace('$1', String(Math.trunc(number))));
  await client.query('COMMIT');
  for (;;) {
    const { rows } = await client.query<KnownName>(`FETCH ${FETCHED} FROM known`);
    const found = rows.flatMap(({ person, born, keys }) => {
      const likeness = likenesses.ofKeys(keys, born);
      return likeness === null ? [] : [{ likeness, person }];
    });
    await client.query(ADD, [found.map(({ likeness }) => likeness), found.map(({ person }) => person)]);
    if (rows.length < FETCHED) break;
  }
  await client.query('CLOSE known');
  await client.query(ADD_STAGED);
}

interface KnownName {
  readonly person: Uuid;
  readonly born: CivilDate;
  readonly keys: readonly string[];
}
