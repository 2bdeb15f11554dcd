import { CsvParser, type CsvLine } from './csv-parser.js';
import { FileError } from './file-error.js';
import { inflated } from './inflate.js';
import { told, type InputFile } from './input-file.js';
import type { SourceRow, SourceTable } from './source-table.js';
import { tableColumns, toRow } from './table-columns.js';
import type { Survey } from './survey.js';

/** The one table of a CSV file, compressed or not. */
export async function csvTable(file: InputFile, survey: Survey): Promise<SourceTable> {
  const { name } = file;
  let columns: readonly string[] | undefined;
  for await (const { lines } of linesOf(file, survey)) {
    if (lines[0] === undefined) continue;
    columns = tableColumns(name, lines[0].cells);
    break;
  }
  if (columns === undefined) {
    throw new FileError(name, 'file-without-columns', 'ce fichier n’a pas de ligne de titres. Exportez-le à nouveau.');
  }
  const width = columns.length;
  return { name, columns, rows: () => rowsOf(file, survey, width) };
}

async function* rowsOf(file: InputFile, survey: Survey, width: number): AsyncGenerator<SourceRow[]> {
  let titles = true;
  for await (const { lines, last } of linesOf(file, survey)) {
    const rows = (titles ? lines.slice(1) : lines).map((line) => toRow(line, width));
    titles &&= lines.length === 0;
    // A line that nothing ends and that lacks cells was cut; elsewhere Excel leaves empty cells out.
    const end = lines.at(-1);
    if (last && end !== undefined && end.cells.length < width && rows.length > 0) {
      rows[rows.length - 1] = { ...rows.at(-1)!, fault: 'cut' };
    }
    if (rows.length > 0) yield rows;
  }
}

interface Batch {
  readonly lines: readonly CsvLine[];
  /** The last line of the file, which no line break ended. */
  readonly last: boolean;
}

async function* linesOf(file: InputFile, { container, encoding }: Survey): AsyncGenerator<Batch> {
  const { name } = file;
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  const parser = new CsvParser(name);
  let read = 0;
  const raw = told(file, (chunk) => {
    read += chunk.length;
  });
  const bytes = container === 'gzip' ? inflated(raw, name, () => read) : raw;
  for await (const chunk of bytes) {
    const lines = parser.push(decoder.decode(chunk, { stream: true }));
    if (lines.length > 0) yield { lines, last: false };
  }
  const before = parser.push(decoder.decode());
  const { lines, complete } = parser.end();
  yield { lines: [...before, ...lines], last: !complete };
}
