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
  /** What the table itself calls a column of the profile. */
  titleOf(column: string): string;
}

/** Says what a table is, and under which titles it has the columns of the profile. */
export interface TableMapping {
  readonly table: string;
  /** A file of the profile. */
  readonly as: string;
  /** Title in the table, by column of the profile; the others keep their own titles. */
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Recognises tables by their columns: their names and order do not matter. Throws DomainError naming each file that
 * the profile does not know, or could take for several of its own, and what it would need to be known.
 */
export function matchFiles(
  tables: readonly SourceTable[],
  profile: Profile,
  mappings: readonly TableMapping[] = [],
): readonly KnownTable[] {
  const ignored = profile.ignoredFiles.map((pattern) => RegExp(pattern, 'iu'));
  const problems: Problem[] = [];
  const known = tables.flatMap((table): KnownTable[] => {
    const mapping = mappings.find((one) => one.table === table.name);
    const columns = placesOf(table, mapping);
    const has = (column: string) => columns.has(foldedTitle(column));
    const titleOf = (column: string) => table.columns[columns.get(foldedTitle(column)) ?? -1] ?? column;
    const [spec, rival] = specsOf(profile, mapping, has);
    if (rival !== undefined) {
      problems.push(ambiguous(table, [spec!, rival]));
      return [];
    }
    if (spec === undefined) {
      const holdsNothing = mapping === undefined && ignored.some((pattern) => pattern.test(table.name));
      if (holdsNothing) return [{ table, spec: null, columns, absent: [], titleOf }];
      problems.push(unknown(table, profile, has));
      return [];
    }
    return [{ table, spec, columns, absent: [...columnsOf(spec)].filter((column) => !has(column)), titleOf }];
  });
  if (problems.length > 0) {
    throw new DomainError('invalid', 'file-of-another-format', 'Un fichier n’est pas de ce format.', problems);
  }
  return known;
}

/**
 * What a table may be: of the files that it has all columns of, those that no other one says more than; of several, the one
 * that uses most of its columns. More than one where that does not tell.
 */
function specsOf(
  { files }: Profile,
  mapping: TableMapping | undefined,
  has: (column: string) => boolean,
): readonly FileSpec[] {
  const matching = files.filter(
    ({ name, requires }) => requires.every(has) && (mapping === undefined || mapping.as === name),
  );
  const widest = matching.filter((spec) => !matching.some((other) => saysMore(other, spec)));
  if (widest.length < 2) return widest;
  const uses = new Map(widest.map((spec) => [spec, [...columnsOf(spec)].filter(has).length]));
  const most = Math.max(...uses.values());
  return widest.filter((spec) => uses.get(spec) === most);
}

function saysMore(other: FileSpec, spec: FileSpec): boolean {
  return (
    other.requires.length > spec.requires.length && spec.requires.every((column) => other.requires.includes(column))
  );
}

/** Places of the columns, by what they are to the profile; one that stands for another stands for itself no longer. */
function placesOf({ columns }: SourceTable, mapping: TableMapping | undefined): ReadonlyMap<string, number> {
  const own = new Map(columns.map((title, place) => [foldedTitle(title), place] as const));
  const given = Object.entries(mapping?.columns ?? {}).flatMap(([column, title]) => {
    const place = own.get(foldedTitle(title));
    return place === undefined ? [] : [[foldedTitle(column), place] as const];
  });
  const taken = new Set(given.map(([, place]) => place));
  return new Map([...[...own].filter(([, place]) => !taken.has(place)), ...given]);
}

function unknown(table: SourceTable, { files }: Profile, has: (column: string) => boolean): Problem {
  const lacking = files.map(({ requires }) => requires.filter((column) => !has(column)));
  const [nearest] = lacking.toSorted((a, b) => a.length - b.length);
  const message = `${table.name} : les colonnes ne sont pas celles du profil. Il manque au moins : ${nearest!.join(', ')}.`;
  return { code: 'file-of-another-format', message };
}

function ambiguous(table: SourceTable, specs: readonly FileSpec[]): Problem {
  const names = specs.map(({ name }) => `« ${name} »`).join(' ou ');
  const message = `${table.name} : ses colonnes conviennent à plusieurs fichiers du profil, ${names}. Dites lequel, ou séparez-les en deux fichiers.`;
  return { code: 'file-of-several-formats', message };
}

/** Every column that a file of the profile may be read from. */
export function columnsOf(spec: FileSpec): ReadonlySet<string> {
  const found = new Set(spec.kind === undefined ? spec.requires : [...spec.requires, spec.kind]);
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
      add((record.criteria ?? []).flatMap(({ answer, on, proof }) => [answer, on, proof]));
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
