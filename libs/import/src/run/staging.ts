import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DomainError, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { Likenesses } from '../rows/likeness.js';
import type { MappedPerson, MappedStep, RowOrigin } from '../rows/mapped-row.js';
import { notePeopleAlike } from './people-alike.js';

export type StagedRow = MappedPerson | MappedStep;

/** All rows of an import that concern one person; or one parcours, where no row says whose it is. */
export interface StagedUnit {
  readonly person: Uuid | null;
  readonly rows: readonly StagedRow[];
  /** Rows beyond {@link MOST_ROWS}; where there is one, none of them can be right. */
  readonly beyond: readonly RowOrigin[];
  /** People whose names and birth date are like hers. */
  readonly alike: readonly Uuid[];
}

/** Rows of one person in one import: more means that a column was taken for her key that is none. */
const MOST_ROWS = 2_000;

/**
 * One import at a time, whichever process runs it; held by the connection. The server may need a moment to see that a
 * process that held it was killed.
 */
const LOCK = `SET lock_timeout = '3s'; SELECT pg_advisory_lock(hashtext('jalons.import')); RESET lock_timeout`;
const EMPTY = 'TRUNCATE import.staged, import.likenesses';
const LOCK_NOT_AVAILABLE = '55P03';

/** $1 parcours, $2 persons, $3 payloads, $4 likenesses */
const ADD = `
  INSERT INTO import.staged (parcours, person, payload, likeness)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::uuid[])`;

/** Told of one person: more have a name that says nothing. */
const MOST_ALIKE = 5;

/**
 * Person by person; rows on a parcours go to whoever enters it. Of two people of the import who are alike, one is
 * suspected of being the other, and not the other way round too. Kept on the server's disk after its transaction.
 */
const UNITS = `
  DECLARE units NO SCROLL CURSOR WITH HOLD FOR
  WITH entrants AS (
    SELECT DISTINCT ON (parcours) parcours, person FROM import.staged
     WHERE parcours IS NOT NULL AND person IS NOT NULL
     ORDER BY parcours, person)
  SELECT coalesce(entrants.person, row.person) AS person, coalesce(entrants.person, row.person, row.parcours) AS unit,
         payload,
         CASE WHEN row.likeness IS NULL THEN NULL ELSE ARRAY(
           SELECT DISTINCT near.person FROM import.likenesses near
            WHERE near.likeness = row.likeness AND near.person <> row.person AND (near.known OR near.person < row.person)
            ORDER BY near.person LIMIT ${MOST_ALIKE}) END AS alike
    FROM import.staged row LEFT JOIN entrants ON entrants.parcours = row.parcours
   ORDER BY unit`;

interface OpenUnit {
  readonly person: Uuid | null;
  readonly unit: Uuid;
  readonly rows: StagedRow[];
  readonly beyond: RowOrigin[];
  readonly alike: Uuid[];
}

const FETCHED = 2_000;
const [KEY_BYTES, IV_BYTES, TAG_BYTES] = [32, 12, 16];

/**
 * Rows of the import under way, sorted by the server so that one person's are together: any size, bounded memory. What
 * they say is encrypted under a key that lives in this object alone.
 */
export class Staging {
  private readonly key = randomBytes(KEY_BYTES);

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
    await this.client.query(ADD, [
      rows.map((row) => (row.of === 'step' ? row.parcours : null)),
      rows.map((row) => row.person ?? null),
      rows.map((row) => this.sealed(row)),
      rows.map((row) => (row.of === 'person' ? (this.likenesses?.ofIdentity(row.data) ?? null) : null)),
    ]);
  }

  /**
   * Everything that was added, once; each array holds whole units.
   * @param number of the import; 0 for a rehearsal
   */
  async *units(number: number): AsyncGenerator<readonly StagedUnit[]> {
    if (this.likenesses !== null) await notePeopleAlike(this.client, this.likenesses, number);
    await this.client.query('BEGIN');
    await this.client.query(UNITS);
    await this.client.query('COMMIT');
    let open: OpenUnit | undefined;
    for (;;) {
      const { rows } = await this.client.query<FetchedRow>(`FETCH ${FETCHED} FROM units`);
      const whole: StagedUnit[] = [];
      for (const { person, unit, payload, alike } of rows) {
        if (open?.unit !== unit) {
          if (open !== undefined) whole.push(open);
          open = { person, unit, rows: [], beyond: [], alike: [] };
        }
        const row = this.opened(payload);
        if (alike !== null) open.alike.push(...alike.filter((other) => !open!.alike.includes(other)));
        if (open.rows.length < MOST_ROWS) open.rows.push(row);
        else open.beyond.push({ table: row.table, line: row.line, record: row.record });
      }
      if (rows.length < FETCHED && open !== undefined) whole.push(open);
      if (whole.length > 0) yield whole;
      if (rows.length < FETCHED) return;
    }
  }

  /** Empties the tables, where the connection still stands, and lets go of the lock. */
  async close(): Promise<void> {
    await this.client.query(EMPTY).catch(() => {});
    // Not given back: the lock and the cursor end with the connection.
    this.client.release(true);
  }

  private sealed(row: StagedRow): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const body = Buffer.concat([cipher.update(JSON.stringify(row), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  }

  private opened(payload: Buffer): StagedRow {
    const decipher = createDecipheriv('aes-256-gcm', this.key, payload.subarray(0, IV_BYTES));
    decipher.setAuthTag(payload.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const body = Buffer.concat([decipher.update(payload.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(body.toString('utf8')) as StagedRow;
  }
}

interface FetchedRow {
  readonly person: Uuid | null;
  readonly unit: Uuid;
  readonly payload: Buffer;
  readonly alike: readonly Uuid[] | null;
}
