import type { Cell, Row } from '../projection.js';

const CHUNK_CHARACTERS = 64 * 1024;
const SPECIAL = /[\\\n\r\t]/;

/** A list goes as such to an array column and as JSON elsewhere; a text goes quoted to a JSON column alone. */
export type ColumnKind = 'array' | 'json';

/**
 * Rows in COPY's text format, in chunks of some 64 KB: what `json_populate_recordset` makes of the same rows.
 * @param kinds columns that are neither text, number nor date
 */
export function copyText(
  rows: readonly Row[],
  columns: readonly string[],
  kinds: ReadonlyMap<string, ColumnKind>,
): Buffer[] {
  const kindOf = columns.map((column) => kinds.get(column));
  const chunks: Buffer[] = [];
  let text = '';
  for (const row of rows) {
    for (let index = 0; index < columns.length; index++) {
      if (index > 0) text += '\t';
      text += field(row[columns[index]!], kindOf[index]);
    }
    text += '\n';
    if (text.length >= CHUNK_CHARACTERS) {
      chunks.push(Buffer.from(text, 'utf8'));
      text = '';
    }
  }
  if (text !== '') chunks.push(Buffer.from(text, 'utf8'));
  return chunks;
}

function field(value: Cell, kind: ColumnKind | undefined): string {
  if (value === null || value === undefined) return '\\N';
  if (kind === 'json') return escape(JSON.stringify(value));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return escape(value);
  if (value instanceof Date) return value.toISOString();
  return escape(
    kind === 'array' && Array.isArray(value) ? arrayLiteral(value as readonly Cell[]) : JSON.stringify(value),
  );
}

function escape(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}

function arrayLiteral(values: readonly Cell[]): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value)) return arrayLiteral(value as readonly Cell[]);
    const text =
      value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}
