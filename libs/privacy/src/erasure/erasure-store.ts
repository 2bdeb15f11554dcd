import { randomId, type Instant, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import { destroyKeys } from '../keys/destroy-keys.js';
import type { Erasure, ErasureState, Survey } from './erasure.js';
import type { Residue } from './residue.js';

const COLUMNS = 'id, subject, state, people, keys, survey, positions';
/** $1 intent */
const FIND = `SELECT ${COLUMNS} FROM privacy.erasures WHERE id = $1`;
/** No parameter. */
const UNDER_WAY = `SELECT id FROM privacy.erasures WHERE state <> 'done' ORDER BY requested_ms, id LIMIT 1000`;

/** $1 intent, $2 state it must be in, $3 state it goes to; each statement below counts one row, or none where it lost. */
const ADVANCE = 'UPDATE privacy.erasures SET state = $3';
const IN_STATE = 'WHERE id = $1 AND state = $2';
/** $4 people, $5 keys, $6 digest */
const SURVEYED = `${ADVANCE}, people = $4, keys = $5, survey = $6 ${IN_STATE}`;
/** $4 positions */
const LOGGED = `${ADVANCE}, positions = $4 ${IN_STATE}`;
/** $4 instant, $5 codes of what remains, or NULL */
const DONE = `${ADVANCE}, finished_ms = $4, remains = $5 ${IN_STATE}`;

/** $1 people */
const DROP_RESIDUES = 'DELETE FROM privacy.residues WHERE subject = ANY ($1::uuid[])';
/** $1 people */
const UNLINK_RESIDUES = 'UPDATE privacy.residues SET subject = NULL WHERE subject = ANY ($1::uuid[])';
/** $1 rows as a JSON array */
const KEEP_RESIDUES = `
  INSERT INTO privacy.residues (id, kind, territory, quarter, known_quarter, reason, contract, contract_end,
                                contract_months, duration_days, sex, born_decade, qpv_group, subject)
  SELECT id, kind, territory, quarter, "knownQuarter", reason, contract, "contractEnd", "contractMonths", "durationDays",
         sex, "bornDecade", "qpvGroup", subject
    FROM jsonb_to_recordset($1::jsonb)
         r (id uuid, kind text, territory uuid, quarter date, "knownQuarter" date, reason text, contract text,
            "contractEnd" text, "contractMonths" smallint, "durationDays" smallint, sex text, "bornDecade" smallint,
            "qpvGroup" text, subject uuid)
   ORDER BY id`;
/** $1 keys: whether one of them lives no more */
const ANY_DESTROYED = `
  SELECT EXISTS (SELECT FROM keys.subject_keys WHERE key_id = ANY ($1::uuid[]) AND destroyed_at IS NOT NULL) AS gone`;

/**
 * The intents and the waiting residues, under the worker's role. A step and the state that it leads to commit together;
 * of two workers that do the same step, one changes nothing.
 */
export class ErasureStore {
  constructor(private readonly pool: pg.Pool) {}

  async find(id: Uuid): Promise<Erasure | null> {
    return (await this.pool.query<Erasure>(FIND, [id])).rows[0] ?? null;
  }

  /** Those that are not done, the oldest first, at most 1 000. */
  async underWay(): Promise<readonly Uuid[]> {
    return (await this.pool.query<{ id: Uuid }>(UNDER_WAY)).rows.map(({ id }) => id);
  }

  async anyKeyDestroyed(keys: readonly Uuid[]): Promise<boolean> {
    return (await this.pool.query<{ gone: boolean }>(ANY_DESTROYED, [keys])).rows[0]!.gone;
  }

  /** Keeps what remains of these people, under fresh random ids in no order. */
  async keepResidues(id: Uuid, { people, keys, residues, digest }: Survey): Promise<void> {
    const rows = [...residues].flatMap(([subject, own]) => own.map((residue) => rowOf(subject, residue)));
    await this.step(SURVEYED, [id, 'intended', 'residues-kept', people, keys, digest], async (client) => {
      await client.query(KEEP_RESIDUES, [JSON.stringify(rows)]);
    });
  }

  /** Something happened since the residues were computed: they are to be computed again. */
  async surveyAgain({ id, people }: Erasure): Promise<void> {
    await this.step(SURVEYED, [id, 'residues-kept', 'intended', [], [], null], async (client) => {
      await client.query(DROP_RESIDUES, [people]);
    });
  }

  async destroyKeys({ id, keys }: Erasure): Promise<void> {
    await this.step(`${ADVANCE} ${IN_STATE}`, [id, 'residues-kept', 'keys-destroyed'], async (client) => {
      await destroyKeys(client, keys);
    });
  }

  async noteLogged({ id }: Erasure, positions: readonly string[]): Promise<void> {
    await this.step(LOGGED, [id, 'keys-destroyed', 'logged', positions]);
  }

  /** No read model holds these people any more: their residues count whatever comes, and are linked by nothing. */
  async notePurged({ id, people }: Erasure): Promise<void> {
    await this.step(`${ADVANCE} ${IN_STATE}`, [id, 'logged', 'purged'], async (client) => {
      await client.query(UNLINK_RESIDUES, [people]);
    });
  }

  async noteDone({ id }: Erasure, at: Instant, remains: readonly string[]): Promise<void> {
    await this.step(DONE, [id, 'purged', 'done', at, remains.length === 0 ? null : remains.join(' ')]);
  }

  private async step(
    statement: string,
    values: readonly [Uuid, ErasureState, ErasureState, ...unknown[]],
    work: (client: pg.ClientBase) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      // First, for the lock of its row: of two workers the second waits here, and finds another state.
      const { rowCount } = await client.query(statement, [...values]);
      if (rowCount === 1) await work(client);
      await client.query('COMMIT');
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      // A connection in the middle of a transaction is not given back to others.
      client.release(broken);
    }
  }
}

function rowOf(subject: Uuid, residue: Residue): object {
  return { id: randomId(), subject, ...residue };
}
