import pg from 'pg';
import type { Projection, ProjectionSql, ReadTable, Row, Slot } from '../projection.js';
import { copyIn } from './copy-in.js';
import { type ColumnKind, copyText } from './copy-text.js';

/** One JSON parameter stays well below a message of PostgreSQL, and below what the server parses at once with ease. */
const ROWS_PER_STATEMENT = 5_000;

/** $1 the qualified name: its columns, with the kind of those that are neither text, number nor date, for COPY. */
const COLUMNS = `
  SELECT attribute.attname AS name,
         CASE WHEN type.typcategory = 'A' THEN 'array'
              WHEN type.oid IN ('json'::regtype, 'jsonb'::regtype) THEN 'json' END AS kind
    FROM pg_attribute attribute JOIN pg_type type ON type.oid = attribute.atttypid
   WHERE attribute.attrelid = $1::regclass AND attribute.attnum > 0 AND NOT attribute.attisdropped`;

/** How COPY writes into a table. */
interface TableColumns {
  readonly count: number;
  readonly kinds: ReadonlyMap<string, ColumnKind>;
}

/** By table; survives the transaction: the columns of a version do not change. */
export type ColumnKinds = Map<string, TableColumns>;

/** The qualified, quoted name of a table of a projection. */
export function qualified(schema: string, table: string): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
}

/** What a projection may do inside one batch's transaction; {@link close} ends it. */
export class TransactionSql implements ProjectionSql {
  private open = true;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly projection: Projection,
    private readonly slot: Slot,
    private readonly columnKinds: ColumnKinds,
  ) {}

  /** A statement that `apply` did not await would otherwise run after the commit, outside of it. */
  close(): void {
    this.open = false;
  }

  async query<Result extends object>(text: string, values: readonly unknown[] = []): Promise<{ rows: Result[] }> {
    this.assertOpen();
    const { rows } = await this.client.query<Result & pg.QueryResultRow>(text, [...values]);
    return { rows };
  }

  table(name: string): string {
    return qualified(this.slot, this.own(name).name);
  }

  async append(table: string, rows: readonly Row[]): Promise<void> {
    this.assertOpen();
    if (rows.length === 0) return;
    // COPY is refused under row-level security, which only a version being built is free of.
    if (this.slot === 'read') return this.insert(table, rows, () => '');
    const columns = Object.keys(rows[0]!);
    const { kinds } = await this.columnsOf(table);
    const target = `${this.table(table)} (${columns.map(pg.escapeIdentifier).join(', ')})`;
    await copyIn(this.client, target, copyText(rows, columns, kinds));
  }

  async upsert(table: string, rows: readonly Row[]): Promise<void> {
    if (this.slot === 'read') return this.overwrite(table, rows);
    this.assertOpen();
    if (rows.length === 0) return;
    // Of a version being built most rows are new: rows are copied, which takes half the time of a statement, after those
    // that they take the place of were removed.
    if (Object.keys(rows[0]!).length === (await this.columnsOf(table)).count) {
      await this.remove(table, rows);
      return this.append(table, rows);
    }
    const known = await this.knownAmong(table, rows);
    await this.overwrite(
      table,
      rows.filter((_, index) => known.has(index)),
    );
    await this.append(
      table,
      rows.filter((_, index) => !known.has(index)),
    );
  }

  private async remove(table: string, rows: readonly Row[]): Promise<void> {
    const target = this.table(table);
    await this.query(
      `DELETE FROM ${target} known USING json_populate_recordset(NULL::${target}, $1::json) asked
        WHERE ${this.sameKey(table)}`,
      [this.keysOf(table, rows)],
    );
  }

  /** Which rows, by their place in the list, have a row of the same primary key. */
  private async knownAmong(table: string, rows: readonly Row[]): Promise<ReadonlySet<number>> {
    const target = this.table(table);
    const { rows: found } = await this.query<{ place: number }>(
      `SELECT asked.ordinality::int - 1 AS place
         FROM json_populate_recordset(NULL::${target}, $1::json) WITH ORDINALITY asked
        WHERE EXISTS (SELECT FROM ${target} known WHERE ${this.sameKey(table)})`,
      [this.keysOf(table, rows)],
    );
    return new Set(found.map(({ place }) => place));
  }

  private keysOf(table: string, rows: readonly Row[]): string {
    const { primaryKey } = this.own(table);
    return JSON.stringify(rows.map((row) => Object.fromEntries(primaryKey.map((column) => [column, row[column]]))));
  }

  private sameKey(table: string): string {
    const key = this.own(table).primaryKey.map(pg.escapeIdentifier);
    return key.map((column) => `known.${column} = asked.${column}`).join(' AND ');
  }

  private overwrite(table: string, rows: readonly Row[]): Promise<void> {
    const { primaryKey } = this.own(table);
    return this.insert(table, rows, (columns) => {
      const others = columns.filter((column) => !primaryKey.includes(column)).map(pg.escapeIdentifier);
      const action =
        others.length === 0
          ? 'DO NOTHING'
          : `DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`;
      return ` ON CONFLICT (${primaryKey.map(pg.escapeIdentifier).join(', ')}) ${action}`;
    });
  }

  private async insert(
    table: string,
    rows: readonly Row[],
    onConflict: (columns: readonly string[]) => string,
  ): Promise<void> {
    if (rows.length === 0) return;
    const names = Object.keys(rows[0]!);
    const columns = names.map(pg.escapeIdentifier).join(', ');
    const target = this.table(table);
    const text = `INSERT INTO ${target} (${columns})
      SELECT ${columns} FROM json_populate_recordset(NULL::${target}, $1::json)${onConflict(names)}`;
    for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
      const page = rows.length <= ROWS_PER_STATEMENT ? rows : rows.slice(start, start + ROWS_PER_STATEMENT);
      await this.query(text, [JSON.stringify(page)]);
    }
  }

  private async columnsOf(table: string): Promise<TableColumns> {
    const known = this.columnKinds.get(table);
    if (known !== undefined) return known;
    const { rows } = await this.query<{ name: string; kind: ColumnKind | null }>(COLUMNS, [this.table(table)]);
    const kinds = new Map(rows.flatMap(({ name, kind }) => (kind === null ? [] : [[name, kind] as const])));
    const columns = { count: rows.length, kinds };
    this.columnKinds.set(table, columns);
    return columns;
  }

  private own(name: string): ReadTable {
    const table = this.projection.tables.find((candidate) => candidate.name === name);
    if (table === undefined) throw new Error(`${name} is not a table of projection ${this.projection.name}`);
    return table;
  }

  private assertOpen(): void {
    if (!this.open) throw new Error(`projection ${this.projection.name} used its transaction after apply had answered`);
  }
}
