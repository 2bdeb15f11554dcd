import type { components } from '../../generated/api.js';

type Schemas = components['schemas'];
export type Import = Schemas['ImportView'];
export type ImportItem = Schemas['ImportItem'];
export type ImportReport = Schemas['ImportReportView'];
export type Profile = Schemas['ProfileView'];
export type Table = Schemas['ImportTableView'];
export type ImportState = Import['state'];
export type Disposition = ImportReport['examples'][number]['disposition'];

/** The ways of an import, in order. */
export const STEPS = ['files', 'check', 'write', 'result'] as const;
export type Step = (typeof STEPS)[number];

/** Where an import stands on its way. */
export function stepOf(state: ImportState): Step {
  switch (state) {
    case 'collecting':
    case 'abandoned':
      return 'files';
    case 'preview-waiting':
    case 'previewing':
    case 'previewed':
    case 'to-map':
    case 'preview-failed':
      return 'check';
    case 'run-waiting':
    case 'running':
      return 'write';
    default:
      return 'result';
  }
}

/** Rows that would be written, or were. */
export function written({ rows: { dispositions } }: ImportReport): number {
  return dispositions === undefined ? 0 : dispositions.imported + dispositions.changed;
}

/** What rows become, what needs a hand first; those of which there are none are left out. */
export const DISPOSITIONS = [
  ...(['refused', 'quarantined', 'imported', 'changed', 'unchanged'] as const),
  ...(['superseded', 'ignored', 'reference'] as const),
] satisfies readonly Disposition[];

export function shares({ rows: { dispositions } }: ImportReport): readonly (readonly [Disposition, number])[] {
  if (dispositions === undefined) return [];
  return DISPOSITIONS.map((each) => [each, dispositions[each]] as const).filter(([, rows]) => rows > 0);
}

/** Which column of a table each column of the profile is, as chosen so far: found by itself, or of the same name. */
export type Columns = Readonly<Record<string, string>>;

/** What is chosen for a table: which file of the profile it is, if any, and its columns. */
export interface Choice {
  readonly as: string;
  readonly columns: Columns;
}

export function choiceFor(table: Table, profile: Profile, as: string | null = table.as): Choice {
  const file = profile.files.find(({ name }) => name === as);
  if (file === undefined) return { as: '', columns: {} };
  const used = new Map(table.used.map(({ column, theirs }) => [column, theirs]));
  const pairs = file.columns.flatMap((column) => {
    const theirs = used.get(column) ?? table.columns.find((each) => plain(each) === plain(column));
    return theirs === undefined ? [] : [[column, theirs] as const];
  });
  return { as: file.name, columns: Object.fromEntries(pairs) };
}

/** Columns of the profile that a table must have and that nothing is chosen for. */
export function lacking({ as, columns }: Choice, profile: Profile): readonly string[] {
  const file = profile.files.find(({ name }) => name === as);
  return (file?.requires ?? []).filter((column) => (columns[column] ?? '') === '');
}

/** What is sent; a table that is none of the profile's files is not read. */
export function mappingOf(choices: ReadonlyMap<string, Choice>): Schemas['MappingForm'][] {
  return [...choices].flatMap(([table, { as, columns }]) =>
    as === ''
      ? []
      : [{ table, as, columns: Object.fromEntries(Object.entries(columns).filter(([, theirs]) => theirs !== '')) }],
  );
}

/** A size as people say it: « 1,2 Mo ». */
export function sizeOf(bytes: number, language: string): string {
  const unit = bytes < 1_000_000 ? 'kilobyte' : 'megabyte';
  const value = bytes / (unit === 'kilobyte' ? 1_000 : 1_000_000);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

function plain(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
