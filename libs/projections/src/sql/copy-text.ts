import type { Cell, Row } from '../projection.js';

const CHUNK_CHARACTERS = 64 * 1024;
const SPECIAL = /[\\\n\r\t]/;

/**
 * Rows in COPY's text format, in chunks of some 64 KB.
 * @param isArray for each column, whether its type is an array: a list goes there as such, and as JSON elsewhere
 */
export function copyText(
  rows: readonly Row[],
  columns: readonly string[],
  isArray: (column: string) => boolean,
): Buffer[] {
  const arrays = columns.map(isArray);
  const chunks: Buffer[] = [];
  let text = '';
  for (const row of rows) {
    for (let index = 0; index < columns.length; index++) {
      if (index > 0) text += '\t';
      text += field(row[columns[index]!], arrays[index]!);
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

function field(value: Cell, array: boolean): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return escape(value);
  if (value instanceof Date) return value.toISOString();
  return escape(array && Array.isArray(value) ? arrayLiteral(value as readonly Cell[]) : JSON.stringify(value));
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
