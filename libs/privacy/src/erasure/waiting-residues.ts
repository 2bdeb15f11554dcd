import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { Residue } from './residue.js';

/** A residue with the id that its stream will have. */
export type WaitingResidue = Residue & { readonly id: Uuid };

const COLUMNS = `
  id, kind, territory, quarter, known_quarter AS "knownQuarter", sex, born_decade AS "bornDecade",
  qpv_group AS "qpvGroup"`;
const EXIT_COLUMNS = `
  reason, contract, contract_end AS "contractEnd", contract_months AS "contractMonths", duration_days AS "durationDays"`;
/** No parameter: those that nothing links to a person any more and of which nothing is decided yet. */
const FREE = `SELECT ${COLUMNS}, ${EXIT_COLUMNS} FROM privacy.residues
  WHERE subject IS NULL AND NOT releasing ORDER BY id FOR UPDATE`;
/** No parameter. */
const RELEASING = `SELECT ${COLUMNS}, ${EXIT_COLUMNS} FROM privacy.residues WHERE releasing ORDER BY id`;
/** $1 what is left of each as a JSON array, $2 whether they go into the log */
const KEEP_LESS = `
  UPDATE privacy.residues residue
     SET sex = less.sex, born_decade = less."bornDecade", qpv_group = less."qpvGroup", contract = less.contract,
         contract_end = less."contractEnd", contract_months = less."contractMonths", releasing = $2
    FROM jsonb_to_recordset($1::jsonb)
         less (id uuid, sex text, "bornDecade" smallint, "qpvGroup" text, contract text, "contractEnd" text,
               "contractMonths" smallint)
   WHERE residue.id = less.id`;
/** $1 ids */
const FORGET = 'DELETE FROM privacy.residues WHERE releasing AND id = ANY ($1::uuid[])';

/** $1 the day */
const RELEASED_ON = `
  INSERT INTO privacy.residue_releases AS last (released_on) VALUES ($1)
  ON CONFLICT (only_row) DO UPDATE SET released_on = greatest(last.released_on, excluded.released_on)`;
/** No parameter. */
const LAST_RELEASE = `
  SELECT (SELECT released_on FROM privacy.residue_releases) AS "releasedOn",
         (SELECT min(requested_ms)::float8 FROM privacy.erasures) AS "firstAskedAt"`;

/** When residues were last released; before the first time, since when there may be any. */
export interface LastRelease {
  readonly releasedOn: CivilDate | null;
  /** When the first erasure of this installation was asked for; null before any. */
  readonly firstAskedAt: Instant | null;
}

type Decide = (free: readonly WaitingResidue[]) => {
  readonly ready: readonly WaitingResidue[];
  readonly waiting: readonly WaitingResidue[];
};

/** The residues that wait for the log, under the worker's role. */
export class WaitingResidues {
  constructor(private readonly pool: pg.Pool) {}

  async lastRelease(): Promise<LastRelease> {
    return (await this.pool.query<LastRelease>(LAST_RELEASE)).rows[0]!;
  }

  /** Notes for good which go into the log and how much of each remains, before any of them does; and the day of it. */
  async decide(decide: Decide, today: CivilDate): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<WaitingResidue>(FREE);
      const { ready, waiting } = decide(rows.map(residueOf));
      await client.query(KEEP_LESS, [JSON.stringify(ready), true]);
      await client.query(KEEP_LESS, [JSON.stringify(waiting), false]);
      await client.query(RELEASED_ON, [today]);
      await client.query('COMMIT');
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Those on their way into the log, in the order of their random ids, which is none. */
  async releasing(): Promise<readonly WaitingResidue[]> {
    return (await this.pool.query<WaitingResidue>(RELEASING)).rows.map(residueOf);
  }

  /** The log counts them now. */
  async forget(ids: readonly Uuid[]): Promise<void> {
    await this.pool.query(FORGET, [ids]);
  }
}

/** An entry has no columns of an exit. */
function residueOf(row: WaitingResidue): WaitingResidue {
  if (row.kind === 'exit') return row;
  const { id, kind, territory, quarter, knownQuarter, sex, bornDecade, qpvGroup } = row;
  return { id, kind, territory, quarter, knownQuarter, sex, bornDecade, qpvGroup };
}
