import { DomainError, type Problem } from '@jalons/kernel';
import { foldedTitle } from '../read/table-columns.js';
import type { SourceTable } from '../read/source-table.js';
import { isReference, isValue, type DataSpec, type FileSpec, type Profile } from './profile.js';
import { columnsIn } from './values.js';

/** A table of an import, and what the profile takes it for; null where it holds nothing to import. */
export interface KnownTable {
  readonly table: SourceTable;
  readonly spec: FileSpec | null;
  /** Place of each column, by its folded title. */
  readonly columns: ReadonlyMap<string, number>;
  /** Columns that the profile would read and the table lacks. */
  readonly absent: readonly string[];
}

/**
 * Recognises tables by their columns: their names and order do not matter. Throws DomainError naming each file that
 * the profile does not know, and what it would need to be known.
 */
export function matchFiles(tables: readonly SourceTable[], profile: Profile): readonly KnownTable[] {
  const ignored = profile.ignoredFiles.map((pattern) => RegExp(pattern, 'iu'));
  const problems: Problem[] = [];
  const known = tables.flatMap((table): KnownTable[] => {
    const columns = new Map(table.columns.map((title, place) => [foldedTitle(title), place]));
    const has = (column: string) => columns.has(foldedTitle(column));
    const [spec] = profile.files
      .filter(({ requires }) => requires.every(has))
      .toSorted((a, b) => b.requires.length - a.requires.length);
    if (spec === undefined) {
      if (ignored.some((pattern) => pattern.test(table.name))) return [{ table, spec: null, columns, absent: [] }];
      problems.push(unknown(table, profile, has));
      return [];
    }
    return [{ table, spec, columns, absent: [...columnsOf(spec)].filter((column) => !has(column)) }];
  });
  if (problems.length > 0) {
    throw new DomainError('invalid', 'file-of-another-format', 'Un fichier n’est pas de ce format.', problems);
  }
  return known;
}

function unknown(table: SourceTable, { files }: Profile, has: (column: string) => boolean): Problem {
  const lacking = files.map(({ requires }) => requires.filter((column) => !has(column)));
  const [nearest] = lacking.toSorted((a, b) => a.length - b.length);
  const message = `${table.name} : les colonnes ne sont pas celles du profil. Il manque au moins : ${nearest!.join(', ')}.`;
  return { code: 'file-of-another-format', message };
}

/** Every column that a file of the profile may be read from. */
export function columnsOf(spec: FileSpec): ReadonlySet<string> {
  const found = new Set(spec.requires);
  const add = (values: readonly unknown[]) => values.forEach((each) => columnsIn(each, found));
  add((spec.skipWhen ?? []).map(({ value }) => value));
  for (const record of spec.records) {
    add((record.when ?? []).map(({ value }) => value));
    add([record.structure]);
    if (record.of === 'structure') {
      add([record.name, record.kind]);
      continue;
    }
    add([record.knownOn, record.updatedOn, record.person]);
    dataColumns(record.data, found);
    if (record.of === 'person') {
      add([record.registeredOn, ...(record.identifiers ?? []).map(({ value }) => value)]);
    } else {
      add([record.key, record.parcours, record.occurredOn, record.time]);
      dataColumns(record.afterExit?.data ?? {}, found);
    }
  }
  return found;
}

function dataColumns(node: DataSpec, found: Set<string>): void {
  if (typeof node === 'number' || typeof node === 'boolean') return;
  if (isReference(node)) columnsIn(node.step ?? node.structure, found);
  else if (isValue(node)) columnsIn(node, found);
  else for (const member of Object.values(node as Readonly<Record<string, DataSpec>>)) dataColumns(member, found);
}
