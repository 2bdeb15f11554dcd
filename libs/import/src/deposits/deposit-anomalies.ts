import type { ScopedDatabase } from '@jalons/database';
import { pageOf, type CursorCodec, type Page } from '@jalons/http';
import type { Uuid } from '@jalons/kernel';
import type pg from 'pg';
import { keepAnomalies, type Anomaly } from '../run/import-records.js';
import { ENDED } from './deposit.js';
import type { KnownDeposit } from './deposit-list.js';

const KEEP = keepAnomalies('import.deposit_anomalies', 'deposit');

/** $1 deposit */
const FORGET_ANOMALIES = 'DELETE FROM import.deposit_anomalies WHERE deposit = $1';

/** Keeps what a preview found, line by line, for as long as its files are; under the worker's role. */
export class PreviewAnomalies {
  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  async forget(deposit: Uuid): Promise<void> {
    await this.pool.query(FORGET_ANOMALIES, [deposit]);
  }

  async keep(deposit: Uuid, anomalies: readonly Anomaly[]): Promise<void> {
    if (anomalies.length > 0) await this.pool.query(KEEP, [deposit, JSON.stringify(anomalies)]);
  }
}

/** $1 whose; $2 … $6 the line after which to go on, or NULLs; $7 rows. By file and line, as somebody mends them. */
const page = (table: string, owner: string) => `
  SELECT file, line, record, code, "column", disposition FROM ${table}
   WHERE ${owner}
     AND ($2::text IS NULL OR (file, line, record, code, "column") > ($2, $3::integer, $4, $5, $6))
   ORDER BY file, line, record, code, "column"
   LIMIT $7`;
const OF_PREVIEW = page('import.deposit_anomalies', 'deposit = $1');
const OF_IMPORT = page('import.anomalies', 'import = (SELECT number FROM import.imports WHERE id = $1)');

const LIST = 'import-anomalies';

/** Line by line and page by page, what the last preview found, or what the import met; policies cut both. */
export class AnomalyPages {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly cursors: CursorCodec,
  ) {}

  async page(
    token: string,
    { id, state, import: importId }: Pick<KnownDeposit, 'id' | 'state' | 'import'>,
    limit: number,
    cursor?: string,
  ): Promise<Page<Anomaly>> {
    const [file, line, record, code, column] = cursor === undefined ? [] : this.cursors.open(LIST, cursor);
    const after = [file, line, record, code, column].map((part) => part ?? null);
    const ran = ENDED.includes(state) && importId !== null;
    const values = [ran ? importId : id, ...after, limit + 1];
    const { rows } = await this.database.query<Anomaly>(token, ran ? OF_IMPORT : OF_PREVIEW, values);
    return pageOf(rows, limit, LIST, this.cursors, (row) => [row.file, row.line, row.record, row.code, row.column]);
  }
}
