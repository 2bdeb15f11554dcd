import type { StoredEvent } from '@jalons/event-log';

/** A value of a cell: what JSON holds, and dates. A list goes to an array column, an object to a jsonb one. */
export type Cell = string | number | boolean | null | undefined | Date | object;

/** A row by column name; all rows of one call have the same columns. */
export type Row = Readonly<Record<string, Cell>>;

/** Statements with their values, run inside the projection's transaction; refused once `apply` has answered. */
export interface ProjectionSql {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[] }>;
  /** The qualified name of one of the projection's own tables, in whichever schema it is being built. */
  table(name: string): string;
  /** Adds rows whose keys are new for sure: COPY while a version is built, one statement otherwise. */
  append(table: string, rows: readonly Row[]): Promise<void>;
  /** Writes whole rows, over those of the same primary key where there are any; no key twice in one call. */
  upsert(table: string, rows: readonly Row[]): Promise<void>;
}

export interface ReadTable {
  readonly name: string;
  /**
   * CREATE TABLE, indexes, and the grants and policies of the readers, for the qualified name given; without names for
   * indexes, or with names that hold no schema. Natural keys; no clock, sequence or float. Runs as the owner. The engine
   * then forces row-level security and lets the worker write: a table without policy for `jalons_api` shows it nothing.
   *
   * Readers name their columns and the table as `read.<name>` in plain text: a view, or a function bound to the table
   * when it was made, would stay with the old one at a swap and is refused.
   */
  ddl(qualified: string): string;
  /** Columns in primary-key order, for the hash that compares a rebuild with the live table. */
  readonly primaryKey: readonly string[];
  /** Columns left out of that hash, each for a stated reason. */
  readonly excludedFromHash?: Readonly<Record<string, string>>;
}

/**
 * One ordered fold of the log into its own tables. Rows and checkpoint commit together; a projection reads the log and
 * its own tables, nothing else, and never a clock (architecture.md § 3.7).
 */
export interface Projection {
  /** Unique, stable: checkpoint, lease and waits go by it. */
  readonly name: string;
  /**
   * Raised whenever the same log would give other rows, or tables, policies or grants change: the new version is built
   * beside and swapped.
   */
  readonly version: number;
  readonly tables: readonly ReadTable[];
  /** Event types it handles; others are skipped without a call. */
  readonly handles: ReadonlySet<string>;
  /** What a poison event blocks: later events of the same key are set aside with it. The stream by default. */
  poisonKey?(event: StoredEvent): string;
  /**
   * Folds a batch: read what it needs, fold in memory, write once. Any split into batches gives the same rows.
   * May be called again with the same events after a failure that rolled everything back: keep nothing in memory.
   *
   * Events whose key was destroyed never come here, live or replayed: what remains of an erased person is in events of
   * their own (security.md § 3).
   */
  apply(batch: readonly StoredEvent[], sql: ProjectionSql): Promise<void>;
}

/** Where the rows of a projection live: the served version, or the one being built beside it. */
export type Slot = 'read' | 'building';
