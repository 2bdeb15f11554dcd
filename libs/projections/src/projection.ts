import type { ReadableEvent } from '@jalons/event-log';

/** One SQL statement with its values, run inside the projection's transaction. */
export interface ProjectionSql {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[] }>;
  /** The qualified name of one of the projection's own tables, in whichever schema it is being built. */
  table(name: string): string;
}

export interface ReadTable {
  readonly name: string;
  /** CREATE TABLE, indexes, row-level policies and grants, for the qualified name given. Natural keys; no clock, sequence or float. */
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
  readonly name: string;
  /** Raised whenever the same log would give other rows: the new version is built beside and swapped. */
  readonly version: number;
  readonly tables: readonly ReadTable[];
  /** Event types it handles; others are skipped without a call. */
  readonly handles: ReadonlySet<string>;
  /** What a poison event blocks: later events of the same key are set aside with it. The stream by default. */
  poisonKey?(event: ReadableEvent): string;
  /** Folds a batch: read what it needs, fold in memory, write once. Any split into batches gives the same rows. */
  apply(batch: readonly ReadableEvent[], sql: ProjectionSql): Promise<void>;
}
