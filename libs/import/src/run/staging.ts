import { byteaArray, uuidArray } from '@jalons/event-log';
import { DomainError, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { Likenesses } from '../rows/likeness.js';
import type { RowOrigin } from '../rows/mapped-row.js';
import { notePeopleAlike } from './people-alike.js';
import { payloadsOf, RowSeal, type StagedRow } from './staged-payloads.js';

/**
 * All rows of an import that concern one person; several, where rows of one parcours name them; or one parcours, where no
 * row says whose it is.
 */
export interface StagedUnit {
  /** The least of them. */
  readonly person: Uuid | null;
  readonly rows: readonly StagedRow[];
  /** Rows beyond {@link MOST_ROWS}; where there is one, none of them can be right. */
  readonly beyond: readonly RowOrigin[];
  /** By person, people whose names and birth date are like hers. */
  readonly alike: ReadonlyMap<Uuid, readonly Uuid[]>;
}

/** Rows of one person in one import: more means that a column was taken for her key that is none. */
const MOST_ROWS = 2_000;

/**
 * One import at a time, whichever process runs it; held by the connection. The server may need a moment to see that a
 * process that held it was killed.
 */
const LOCK = `SET lock_timeout = '3s'; SELECT pg_advisory_lock(hashtext('jalons.import')); RESET lock_timeout`;
/** The sort of all that is staged, and the joins behind it, fit in less memory than the process itself takes. */
const ROOM = `SET work_mem = '128MB'`;
const EMPTY = 'TRUNCATE import.staged, import.likenesses';
const LOCK_NOT_AVAILABLE = '55P03';
const NO_ID: Uuid = '00000000-0000-0000-0000-000000000000';

/** $1 parcours, $2 persons, $3 payloads, $4 likenesses; the zero id stands for none. */
const ADD = `
  INSERT INTO import.staged (parcours, person, payload, likeness)
  SELECT nullif(parcours, '${NO_ID}'), nullif(person, '${NO_ID}'), payload, nullif(likeness, '${NO_ID}')
    FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::uuid[]) u (parcours, person, payload, likeness)`;

/** Told of one person: more have a name that says nothing. */
const MOST_ALIKE = 5;

/** Parcours that rows say are several people's: a slip in a key, or a change of it. */
const SHARED = `
  SELECT array_agg(person) AS people
    FROM (SELECT DISTINCT parcours, person FROM import.staged WHERE parcours IS NOT NULL AND person IS NOT NULL) named
   GROUP BY parcours HAVING count(*) > 1`;

/**
 * Person by person; rows on a parcours go to whoever enters it, and whoever shares one goes to one and the same. Of two
 * people of the import who are alike, one is suspected of being the other, and not the other way round too. Kept on the
 * server's disk after its transaction. A cursor takes no parameter: the ids are ours.
 */
const unitsOf = (together: ReadonlyMap<Uuid, Uuid>) => `
  DECLARE units NO SCROLL CURSOR WITH HOLD FOR
  WITH entrants AS (
    SELECT DISTINCT ON (parcours) parcours, person FROM import.staged
     WHERE parcours IS NOT NULL AND person IS NOT NULL
     ORDER BY parcours, person),
  together AS (SELECT * FROM unnest('{${[...together.keys()].join()}}'::uuid[],
                                    '{${[...together.values()].join()}}'::uuid[]) one (person, lead))
  SELECT coalesce(together.lead, entrants.person, row.person) AS person,
         coalesce(together.lead, entrants.person, row.person, row.parcours) AS unit,
         payload, row.person AS named,
         CASE WHEN row.likeness IS NULL THEN NULL ELSE ARRAY(
           SELECT DISTINCT near.person FROM import.likenesses near
            WHERE near.likeness = row.likeness AND near.person <> row.person AND (near.known OR near.person < row.person)
            ORDER BY near.person LIMIT ${MOST_ALIKE}) END AS alike
    FROM import.staged row LEFT JOIN entrants ON entrants.parcours = row.parcours
         LEFT JOIN together ON together.person = coalesce(row.person, entrants.person)
   ORDER BY unit`;

interface OpenUnit {
  readonly person: Uuid | null;
  readonly unit: Uuid;
  readonly rows: StagedRow[];
  readonly beyond: RowOrigin[];
  readonly alike: Map<Uuid, readonly Uuid[]>;
}

/** Payloads asked for at once, of up to some 6 KB each; and rows from which units are worth taking up together. */
const [FETCHED, WORTH_A_BATCH] = [200, 800];

/**
 * Rows of the import under way, sorted by the server so that one person's are together: any size, bounded memory. What
 * they say is encrypted under a key that lives in this object alone.
 */
export class Staging {
  private readonly seal = new RowSeal();

  private constructor(
    private readonly client: pg.PoolClient,
    private readonly likenesses: Likenesses | null,
  ) {}

  /**
   * Takes the lock; refused while another import runs.
   * @param likenesses null where no rows are to be staged
   */
  static async open(pool: pg.Pool, likenesses: Likenesses | null): Promise<Staging> {
    const client = await pool.connect();
    try {
      await client.query(LOCK);
      await client.query(ROOM);
      await client.query(EMPTY);
      return new Staging(client, likenesses);
    } catch (error) {
      client.release(true);
      if ((error as { readonly code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
      throw new DomainError('conflict', 'import-running', 'Un autre import est en cours. Attendez qu’il se termine.');
    }
  }

  async add(rows: readonly StagedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const likenessOf = (row: StagedRow) =>
      row.of === 'person' ? (this.likenesses?.ofIdentity(row.data) ?? null) : null;
    const payloads = payloadsOf(rows, likenessOf);
    await this.client.query({
      name: 'import-stage-1',
      text: ADD,
      values: [
        uuidArray(payloads.map(({ parcours }) => parcours ?? NO_ID)),
        uuidArray(payloads.map(({ person }) => person ?? NO_ID)),
        byteaArray(payloads.map(({ json }) => this.seal.close(json))),
        uuidArray(payloads.map(({ likeness }) => likeness ?? NO_ID)),
      ],
    });
  }

  /**
   * Everything that was added, once; each array holds whole units.
   * @param number of the import; 0 for a rehearsal
   */
  async *units(number: number): AsyncGenerator<readonly StagedUnit[]> {
    if (this.likenesses !== null) await notePeopleAlike(this.client, this.likenesses, number);
    const { rows: shared } = await this.client.query<{ people: readonly Uuid[] }>(SHARED);
    await this.client.query('BEGIN');
    await this.client.query(unitsOf(leadsOf(shared.map(({ people }) => people))));
    await this.client.query('COMMIT');
    let open: OpenUnit | undefined;
    let whole: StagedUnit[] = [];
    let rowsInWhole = 0;
    for (;;) {
      const { rows: fetched } = await this.client.query<FetchedPayload>(`FETCH ${FETCHED} FROM units`);
      for (const { person, unit, payload, named, alike } of fetched) {
        if (open?.unit !== unit) {
          if (open !== undefined) whole.push(open);
          rowsInWhole += open?.rows.length ?? 0;
          open = { person, unit, rows: [], beyond: [], alike: new Map() };
        }
        addTo(open, JSON.parse(this.seal.open(payload)) as readonly StagedRow[]);
        if (named !== null && alike !== null) open.alike.set(named, alike);
      }
      const last = fetched.length < FETCHED;
      if (last && open !== undefined) whole.push(open);
      if (whole.length > 0 && (last || rowsInWhole >= WORTH_A_BATCH)) {
        yield whole;
        [whole, rowsInWhole] = [[], 0];
      }
      if (last) return;
    }
  }

  /** Empties the tables, where the connection still stands, and lets go of the lock. */
  async close(): Promise<void> {
    await this.client.query(EMPTY).catch(() => {});
    // Not given back: the lock and the cursor end with the connection.
    this.client.release(true);
  }
}

/** The least of all who share a parcours, directly or through others, by each of them. */
function leadsOf(shared: readonly (readonly Uuid[])[]): ReadonlyMap<Uuid, Uuid> {
  const nearer = new Map<Uuid, Uuid>();
  const leadOf = (person: Uuid): Uuid => {
    let lead = person;
    while (nearer.get(lead) !== undefined && nearer.get(lead) !== lead) lead = nearer.get(lead)!;
    nearer.set(person, lead);
    return lead;
  };
  for (const people of shared) {
    const leads = people.map(leadOf);
    const least = leads.reduce((a, b) => (a < b ? a : b));
    for (const lead of leads) nearer.set(lead, least);
  }
  return new Map([...nearer.keys()].map((person) => [person, leadOf(person)]));
}

function addTo(unit: OpenUnit, rows: readonly StagedRow[]): void {
  for (const row of rows) {
    if (unit.rows.length < MOST_ROWS) unit.rows.push(row);
    else unit.beyond.push({ table: row.table, line: row.line, record: row.record });
  }
}

interface FetchedPayload {
  readonly person: Uuid | null;
  readonly unit: Uuid;
  readonly payload: Buffer;
  readonly named: Uuid | null;
  readonly alike: readonly Uuid[] | null;
}
