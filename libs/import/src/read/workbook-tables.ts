import { readXlsx, streamXlsxRows, type CellValue } from 'hucre/xlsx';
import { FileError } from './file-error.js';
import type { InputFile } from './input-file.js';
import type { SourceRow, SourceTable } from './source-table.js';
import { tableColumns, toRow } from './table-columns.js';
import { guardZip } from './zip-guard.js';

/** A workbook is read whole into memory: larger ones are to be given as CSV. */
const MAX_BYTES = 100 * 1024 * 1024;
const BATCH = 1_000;

/** The sheets of an XLSX workbook that hold a line of titles; hidden sheets are left out. */
export async function workbookTables(file: InputFile, bytes: number): Promise<readonly SourceTable[]> {
  const { name } = file;
  if (bytes > MAX_BYTES) {
    const sentence = 'ce classeur dépasse 100 Mo. Enregistrez-le au format CSV, lu à toute taille.';
    throw new FileError(name, 'workbook-too-large', sentence);
  }
  const archive = await wholeOf(file);
  await guardZip(archive, name);
  const sheets = await visibleSheets(archive, name);
  const placeOf = (index: number) => (sheets.length > 1 ? index + 1 : undefined);
  const tables = await Promise.all(sheets.map((sheet, index) => sheetTable(archive, name, sheet, placeOf(index))));
  const found = tables.filter((table) => table !== undefined);
  if (found.length > 0) return found;
  throw new FileError(name, 'file-without-columns', 'aucune feuille visible n’a de ligne de titres.');
}

async function wholeOf(file: InputFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.bytes()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function visibleSheets(archive: Buffer, name: string): Promise<readonly string[]> {
  const sheets: string[] = [];
  await readable(name, () =>
    readXlsx(archive, {
      sheets: (info) => {
        if (!info.hidden && !info.veryHidden) sheets.push(info.name);
        return false;
      },
    }),
  );
  return sheets;
}

async function sheetTable(
  archive: Buffer,
  file: string,
  sheet: string,
  /** Among several, from 1. */
  place: number | undefined,
): Promise<SourceTable | undefined> {
  const name = place === undefined ? file : `${file} › ${sheet}`;
  const [titles] = await readable(file, () => firstRow(archive, sheet));
  if (titles === undefined || titles.every((title) => title === '')) return undefined;
  const columns = tableColumns(name, titles);
  const rows = () => rowsOf(archive, file, sheet, columns.length);
  return { name, ...(place !== undefined && { sheet: place }), columns, rows };
}

async function firstRow(archive: Buffer, sheet: string): Promise<readonly (readonly string[])[]> {
  for await (const { values } of streamXlsxRows(archive, { sheet, maxRows: 1 })) return [values.map(textOf)];
  return [];
}

async function* rowsOf(archive: Buffer, file: string, sheet: string, width: number): AsyncGenerator<SourceRow[]> {
  let batch: SourceRow[] = [];
  let titles = true;
  const rows = streamXlsxRows(archive, { sheet });
  for (;;) {
    const { value: row, done } = await readable(file, () => rows.next());
    if (done === true || row === undefined) break;
    const cells = row.values.map(textOf);
    if (!titles && cells.some((cell) => cell !== '')) batch.push(toRow({ line: row.index + 1, cells }, width));
    titles = false;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A cell as a CSV would write it: whole days as `YYYY-MM-DD`, with the time of day where there is one. */
function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    const [day, time] = value.toISOString().split('T') as [string, string];
    return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
  }
  return typeof value === 'object' ? '' : String(value);
}

async function readable<Result>(name: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FileError) throw error;
    const encrypted = error instanceof Error && error.name === 'EncryptedFileError';
    throw encrypted
      ? new FileError(name, 'workbook-encrypted', 'ce classeur est protégé par un mot de passe. Retirez-le.')
      : new FileError(
          name,
          'workbook-unreadable',
          'ce classeur ne peut pas être lu. Enregistrez-le à nouveau en .xlsx.',
        );
  }
}
