import { csvTable } from './csv-table.js';
import type { InputFile } from './input-file.js';
import type { SourceFile } from './source-table.js';
import { survey } from './survey.js';
import { workbookTables } from './workbook-tables.js';

/**
 * Opens a file given to an import: CSV (UTF-8, UTF-16 or Windows-1252; separator found), CSV.gz or XLSX, told apart by
 * what they hold and never by their name. Every byte is looked at once before a row is read.
 */
export async function openSource(file: InputFile): Promise<SourceFile> {
  const found = await survey(file);
  const { bytes, digest, container } = found;
  const tables = container === 'workbook' ? await workbookTables(file, bytes) : [await csvTable(file, found)];
  return { name: file.name, bytes, digest, tables };
}
