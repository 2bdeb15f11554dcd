import { DomainError, type CivilDate, type Instant, type Uuid } from '@jalons/kernel';
import type pg from 'pg';
import type { TableMapping } from '../profile/match-files.js';
import type { InputFile } from '../read/input-file.js';
import type { ImportSummary } from '../run/summary.js';
import { DepositSeal } from './deposit-seal.js';
import { DESTROY_DEPOSIT } from './destroy-deposit.js';
import {
  ASKED,
  ENDED,
  OPEN,
  type DepositFailure,
  type DepositState,
  type DepositTable,
  type DepositUndo,
} from './deposit.js';

/** A deposit as a worker takes it up. */
export interface AskedDeposit {
  readonly id: Uuid;
  readonly structure: Uuid;
  readonly territory: Uuid;
  /** In whose name it runs or is undone. */
  readonly askedBy: Uuid;
  readonly state: DepositState;
  readonly stopping: boolean;
  /** How often workers began what was asked last, this time among them. */
  readonly attempts: number;
  readonly askedProfile: string | null;
  readonly profile: string | null;
  readonly referenceOn: CivilDate | null;
  readonly preview: ImportSummary | null;
  readonly import: Uuid | null;
}

/** What becomes of a deposit; what is left out stays as it was. */
export interface Settled {
  readonly state: DepositState;
  readonly profile?: string;
  readonly tables?: readonly DepositTable[];
  readonly preview?: ImportSummary;
  readonly result?: ImportSummary;
  readonly failure?: DepositFailure;
  readonly undo?: DepositUndo;
}

/** $1 states: what was asked first comes first. */
const DUE = 'SELECT id FROM import.deposits WHERE state = ANY ($1::text[]) ORDER BY touched_ms, id';

/** $1 id, $2 states */
const TAKE = `
  UPDATE import.deposits
     SET attempts = attempts + 1,
         state = CASE state WHEN 'preview-waiting' THEN 'previewing' WHEN 'run-waiting' THEN 'running'
                            WHEN 'undo-waiting' THEN 'undoing' ELSE state END
   WHERE id = $1 AND state = ANY ($2::text[])
  RETURNING id, structure, territory, coalesce(asked_by, created_by) AS "askedBy", state, stopping, attempts,
            asked_profile AS "askedProfile", profile, reference_on AS "referenceOn", preview, import`;

/** $1 id: it waits for its turn again. */
const PUT_BACK = `
  UPDATE import.deposits
     SET attempts = 0, step = NULL,
         state = CASE state WHEN 'previewing' THEN 'preview-waiting' WHEN 'running' THEN 'run-waiting'
                            WHEN 'undoing' THEN 'undo-waiting' ELSE state END
   WHERE id = $1`;

/** $1 id, $2 step, $3 rows, $4 rows in all */
const PROGRESS = `
  UPDATE import.deposits SET step = $2, rows_done = $3, rows_total = $4
   WHERE id = $1 AND state IN ('previewing', 'running', 'undoing')`;
/** $1 id, $2 reference day: settled before anything is read, so that what is taken up again is the same import. */
const SETTLE_DAY = 'UPDATE import.deposits SET reference_on = coalesce(reference_on, $2) WHERE id = $1';
/** $1 id, $2 import */
const BEGUN = 'UPDATE import.deposits SET import = $2 WHERE id = $1';
/** $1 import, $2 the deposit that takes it up again in place of another */
const TAKEN_OVER = 'DELETE FROM import.deposits WHERE import = $1 AND id <> $2';

/** $1 id, $2 state, $3 profile, $4 tables, $5 preview, $6 result, $7 failure, $8 undo */
const SETTLE = `
  UPDATE import.deposits
     SET state = $2, stopping = false, attempts = 0, step = NULL, rows_done = NULL,
         profile = coalesce($3, profile), tables = coalesce($4, tables), preview = coalesce($5::jsonb, preview),
         result = coalesce($6::jsonb, result), failure = $7::jsonb, undo = coalesce($8::jsonb, undo)
   WHERE id = $1`;

const SEALED = `
  SELECT own.sealed, deposit.mapping FROM import.deposit_keys own JOIN import.deposits deposit ON deposit.id = own.deposit
   WHERE deposit.id = $1`;
const FILES = `
  SELECT id, name, bytes::float8 AS bytes FROM import.deposit_files WHERE deposit = $1 AND complete ORDER BY begun_ms, id`;
/** $1 file, $2 ordinal */
const PART = 'SELECT sealed FROM import.deposit_parts WHERE file = $1 AND ordinal = $2';

/** $1 states, $2 ms */
const LEFT_ALONE = `UPDATE import.deposits SET state = 'abandoned' WHERE state = ANY ($1::text[]) AND touched_ms < $2`;
/** $1 states: those whose worker was killed, or whose statement failed, before their files were destroyed. */
const LEFT_SEALED = `
  SELECT id FROM import.deposits ended
   WHERE state = ANY ($1::text[])
     AND (EXISTS (SELECT FROM import.deposit_keys own WHERE own.deposit = ended.id)
          OR EXISTS (SELECT FROM import.deposit_files own WHERE own.deposit = ended.id))`;

/** Where workers take up what managers asked of imports; under the worker's role. */
export class DepositDesk {
  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly idSecret: Uint8Array,
  ) {}

  /** What waits for a worker, or was left by one. */
  async due(): Promise<readonly Uuid[]> {
    const { rows } = await this.pool.query<{ id: Uuid }>(DUE, [ASKED]);
    return rows.map(({ id }) => id);
  }

  async take(id: Uuid): Promise<AskedDeposit | undefined> {
    return (await this.pool.query<AskedDeposit>(TAKE, [id, ASKED])).rows[0];
  }

  async putBack(id: Uuid): Promise<void> {
    await this.pool.query(PUT_BACK, [id]);
  }

  async isStopping(id: Uuid): Promise<boolean> {
    const { rows } = await this.pool.query<{ stopping: boolean }>(
      'SELECT stopping FROM import.deposits WHERE id = $1',
      [id],
    );
    return rows[0]?.stopping ?? false;
  }

  async progress(id: Uuid, step: 'reading' | 'writing', rows: number, total: number | null): Promise<void> {
    await this.pool.query(PROGRESS, [id, step, rows, total]);
  }

  async settleDay(id: Uuid, day: CivilDate): Promise<void> {
    await this.pool.query(SETTLE_DAY, [id, day]);
  }

  /** Which import it became. An older deposit of the same files, cut short, gives way to this one. */
  async begun(id: Uuid, importId: Uuid): Promise<void> {
    await this.pool.query(TAKEN_OVER, [importId, id]);
    await this.pool.query(BEGUN, [id, importId]);
  }

  async settle(id: Uuid, { state, profile, tables, preview, result, failure, undo }: Settled): Promise<void> {
    const sealed = tables === undefined ? null : (await this.open(id))?.seal.note('tables', tables);
    const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
    const told = [json(preview), json(result), json(failure), json(undo)];
    await this.pool.query(SETTLE, [id, state, profile ?? null, sealed ?? null, ...told]);
  }

  /** Its files, and which of their columns stand for which. @throws DomainError where they are gone */
  async files(id: Uuid): Promise<{ readonly files: readonly InputFile[]; readonly mapping: readonly TableMapping[] }> {
    const opened = await this.open(id);
    if (opened === undefined) throw filesGone();
    const { rows } = await this.pool.query<{ id: Uuid; name: string; bytes: number }>(FILES, [id]);
    const { seal, mapping } = opened;
    return {
      files: rows.map((file) => ({ name: file.name, bytes: () => this.bytesOf(seal, file) })),
      mapping: mapping === null ? [] : (seal.openNote('mapping', mapping) as TableMapping[]),
    };
  }

  /** Files, columns and key, and what was said of them in their own words: from then on nobody reads what was deposited. */
  async destroy(id: Uuid): Promise<void> {
    await this.pool.query(DESTROY_DEPOSIT, [id]);
  }

  /**
   * Abandons what nobody touched since, and destroys what a crash has left of imports that ended.
   * @returns how many were abandoned
   */
  async abandonBefore(instant: Instant): Promise<number> {
    const abandoned = await this.pool.query(LEFT_ALONE, [OPEN, instant]);
    const { rows } = await this.pool.query<{ id: Uuid }>(LEFT_SEALED, [ENDED]);
    for (const { id } of rows) await this.destroy(id);
    return abandoned.rowCount!;
  }

  private async open(id: Uuid): Promise<{ readonly seal: DepositSeal; readonly mapping: Buffer | null } | undefined> {
    const { rows } = await this.pool.query<{ sealed: Buffer; mapping: Buffer | null }>(SEALED, [id]);
    const [row] = rows;
    return row && { seal: DepositSeal.open(this.idSecret, id, row.sealed), mapping: row.mapping };
  }

  private async *bytesOf(seal: DepositSeal, { id, bytes }: { readonly id: Uuid; readonly bytes: number }) {
    let read = 0;
    for (let ordinal = 0; read < bytes; ordinal += 1) {
      const { rows } = await this.pool.query<{ sealed: Buffer }>(PART, [id, ordinal]);
      if (rows[0] === undefined) throw filesGone();
      const part = seal.openPart(id, ordinal, rows[0].sealed);
      read += part.length;
      yield part;
    }
  }
}

function filesGone(): DomainError {
  const message = 'Les fichiers de cet import ne sont plus là. Donnez-les à nouveau.';
  return new DomainError('gone', 'import-files-gone', message);
}
