/** A row as its file has it: texts, in the order of the columns, one for each of them. */
export interface SourceRow {
  /** From 1; the line on which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The row holds fewer cells than its file has columns and nothing follows it, or more cells than columns. */
  readonly fault?: 'cut' | 'too-long';
}

/** A table of rows under named columns: a CSV file, or one sheet of a workbook. */
export interface SourceTable {
  /** What people call it: the file's name, and the sheet's where there are several. */
  readonly name: string;
  /** Which of the visible sheets of its workbook, from 1, where there are several. */
  readonly sheet?: number;
  /** As the file writes them, trimmed. */
  readonly columns: readonly string[];
  /** Read from the start each time, in batches, without ever holding the whole. */
  rows(): AsyncIterable<readonly SourceRow[]>;
}

/** What one file given to an import turned out to be. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of the file as it was given, in hexadecimal. */
  readonly digest: string;
  readonly tables: readonly SourceTable[];
}

/** Cells longer than this are no cells: a missing quote, or a bomb. In characters. */
export const MAX_CELL = 100_000;
export const MAX_COLUMNS = 2_000;
