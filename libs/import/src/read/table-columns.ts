import type { CsvLine } from './csv-parser.js';
import { FileError } from './file-error.js';
import type { SourceRow } from './source-table.js';

/** What two titles have in common that people write in two ways: case, accents, spaces and underscores. */
export function foldedTitle(title: string): string {
  return title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_'’-]+/g, ' ')
    .trim();
}

/** The titles of a table, trimmed; trailing empty ones are left out. Throws {@link FileError} for one that is repeated. */
export function tableColumns(name: string, cells: readonly string[]): readonly string[] {
  const titles = cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim());
  const width = titles.findLastIndex((title) => title !== '') + 1;
  if (width === 0) {
    throw new FileError(name, 'file-without-columns', 'la première ligne n’a pas de titres de colonnes.', 1);
  }
  const seen = new Set<string>();
  for (const title of titles) {
    const folded = foldedTitle(title);
    if (folded !== '' && seen.has(folded)) {
      throw new FileError(
        name,
        'file-column-twice',
        'deux colonnes portent le même titre. Renommez l’une des deux.',
        1,
      );
    }
    seen.add(folded);
  }
  return titles.slice(0, width);
}

/** A line under `width` titles: what is missing at its end is empty, what is beyond them is a fault. */
export function toRow({ line, cells }: CsvLine, width: number): SourceRow {
  const own = cells.slice(0, width);
  while (own.length < width) own.push('');
  const beyond = cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '');
  return { line, cells: own, ...(beyond && { fault: 'too-long' as const }) };
}
