import type { ScopedDatabase } from '@jalons/database';
import { pageOf, type CursorCodec, type Page } from '@jalons/http';
import type { CivilDate, Instant, Uuid } from '@jalons/kernel';
import type { ImportSummary } from '../run/summary.js';
import { DepositSeal } from './deposit-seal.js';
import type { Deposit, DepositState, DepositTable } from './deposit.js';

/** Deposits, and the imports of the command line for the same structures, in one shape; policies cut both. */
const ALL = `
  SELECT deposit.id, deposit.structure, deposit.created_ms AS created, deposit.created_by, deposit.state,
         deposit.profile, deposit.asked_profile, deposit.reference_on, deposit.step, deposit.rows_done,
         deposit.rows_total, deposit.preview, deposit.result, deposit.failure, deposit.undo, deposit.import,
         (SELECT coalesce(json_agg(json_build_object('id', file.id, 'name', file.name, 'bytes', file.bytes)
                          ORDER BY file.begun_ms, file.id), '[]')
            FROM import.deposit_files file WHERE file.deposit = deposit.id AND file.complete) AS files
    FROM import.deposits deposit
  UNION ALL
  SELECT import.id, import.structure, import.begun_at, import.actor,
         CASE WHEN import.undone_at IS NOT NULL THEN 'undone' WHEN import.finished_at IS NULL THEN 'cancelled'
              ELSE 'done' END,
         NULL, NULL, import.reference_on, NULL, NULL, NULL, NULL, import.summary, NULL, NULL, import.id,
         (SELECT coalesce(json_agg(json_build_object('id', import.id, 'name', 'fichier ' || file.n,
                                                     'bytes', (file.what->>'bytes')::bigint) ORDER BY file.n), '[]')
            FROM jsonb_array_elements(import.files) WITH ORDINALITY file (what, n))
    FROM import.imports import
   WHERE NOT EXISTS (SELECT FROM import.deposits deposit WHERE deposit.import = import.id)`;

const COLUMNS = `
  one.id, one.structure, one.created::float8 AS "createdAt", one.created_by AS "createdBy",
  nullif(concat_ws(' ', who.given_name, who.family_name), '') AS "createdByName", one.state,
  coalesce(one.profile, one.asked_profile) AS profile, one.reference_on AS "referenceOn", one.step,
  one.rows_done AS "rowsDone", one.rows_total AS "rowsTotal", one.preview, one.result, one.failure, one.undo, one.import,
  one.files`;

/** $1 id */
const ONE = `
  SELECT ${COLUMNS} FROM (${ALL}) one LEFT JOIN read.professionals who ON who.professional = one.created_by
   WHERE one.id = $1`;

/** $1 instant and $2 id after which to go on, or NULLs; $3 rows. The latest first. */
const PAGE = `
  SELECT ${COLUMNS} FROM (${ALL}) one LEFT JOIN read.professionals who ON who.professional = one.created_by
   WHERE one.state <> 'abandoned' AND ($1::bigint IS NULL OR (one.created, one.id) < ($1::bigint, $2::uuid))
   ORDER BY one.created DESC, one.id DESC
   LIMIT $3`;

/** $1 deposit */
const SEALED = `
  SELECT deposit.tables, own.sealed FROM import.deposits deposit JOIN import.deposit_keys own ON own.deposit = deposit.id
   WHERE deposit.id = $1 AND deposit.tables IS NOT NULL`;

const LIST = 'imports';

/** An import, and who asked for it. */
export interface KnownDeposit extends Deposit {
  /** Null for the command line, and for somebody whom the reader may not know. */
  readonly createdByName: string | null;
}

/** The imports of the structures whose manager asks. */
export class DepositList {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cursors: CursorCodec,
    private readonly idSecret: Uint8Array,
  ) {}

  async find(token: string, id: Uuid): Promise<KnownDeposit | undefined> {
    const { rows } = await this.database.query<DepositRow>(token, ONE, [id]);
    return rows.map(depositOf)[0];
  }

  async page(token: string, limit: number, cursor?: string): Promise<Page<KnownDeposit>> {
    const [at, id] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const { rows } = await this.database.query<DepositRow>(token, PAGE, [at ?? null, id ?? null, limit + 1]);
    return pageOf(rows.map(depositOf), limit, LIST, this.cursors, (each) => [each.createdAt, each.id]);
  }

  /** The columns found in its files, while they are there. */
  async tables(token: string, deposit: Uuid): Promise<readonly DepositTable[]> {
    const { rows } = await this.database.query<{ tables: Buffer; sealed: Buffer }>(token, SEALED, [deposit]);
    const [row] = rows;
    if (row === undefined) return [];
    return DepositSeal.open(this.idSecret, deposit, row.sealed).openNote('tables', row.tables) as DepositTable[];
  }
}

interface DepositRow extends Omit<KnownDeposit, 'progress'> {
  readonly state: DepositState;
  readonly referenceOn: CivilDate | null;
  readonly createdAt: Instant;
  readonly step: 'reading' | 'writing' | null;
  readonly rowsDone: number | null;
  readonly rowsTotal: number | null;
  readonly result: ImportSummary | null;
}

function depositOf({ step, rowsDone, rowsTotal, ...row }: DepositRow): KnownDeposit {
  return { ...row, progress: step === null ? null : { step, rows: rowsDone ?? 0, total: rowsTotal } };
}
