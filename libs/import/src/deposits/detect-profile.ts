import { isDomainError } from '@jalons/kernel';
import { columnsOf, matchFiles, type KnownTable, type TableMapping } from '../profile/match-files.js';
import type { KnownProfile } from '../profile/known-profiles.js';
import { foldedTitle } from '../read/table-columns.js';
import type { SourceFile, SourceTable } from '../read/source-table.js';
import { recognised, type PreparedFiles } from '../run/prepared-files.js';
import type { DepositTable } from './deposit.js';

/** What deposited files turned out to be. */
export interface Detected {
  /** The one asked for, or the first that knows every table; else the first of all. */
  readonly profile: KnownProfile;
  /** Null where the profile does not know a table. */
  readonly prepared: PreparedFiles | null;
  readonly tables: readonly DepositTable[];
}

/** Looks for the profile of some files. */
export function detectProfile(
  sources: readonly SourceFile[],
  profiles: readonly [KnownProfile, ...KnownProfile[]],
  mapping: readonly TableMapping[],
): Detected {
  for (const known of profiles) {
    const prepared = preparedUnder(known, sources, mapping);
    if (prepared !== null) return { profile: known, prepared, tables: prepared.tables.map(knownTable) };
  }
  const [profile] = profiles;
  const tables = sources.flatMap((source) => source.tables).map((table) => describe(table, profile, mapping));
  return { profile, prepared: null, tables };
}

function preparedUnder({ profile }: KnownProfile, sources: readonly SourceFile[], mapping: readonly TableMapping[]) {
  try {
    return recognised(sources, profile, mapping);
  } catch (error) {
    if (isDomainError(error) && error.code === 'file-of-another-format') return null;
    throw error;
  }
}

function describe(table: SourceTable, { profile }: KnownProfile, mapping: readonly TableMapping[]): DepositTable {
  try {
    return knownTable(matchFiles([table], profile, mapping)[0]!);
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'file-of-another-format') throw error;
    const titles = new Set(table.columns.map(foldedTitle));
    const asked = mapping.find((one) => one.table === table.name);
    const mapped = new Set(Object.keys(asked?.columns ?? {}).map(foldedTitle));
    const lacking = profile.files
      .filter(({ name }) => asked === undefined || asked.as === name)
      .map(({ requires }) =>
        requires.filter((column) => ![titles, mapped].some((set) => set.has(foldedTitle(column)))),
      );
    const missing = lacking.toSorted((a, b) => a.length - b.length)[0] ?? [];
    return { name: table.name, as: null, columns: table.columns, used: [], missing, unused: table.columns };
  }
}

function knownTable({ table, spec, titleOf, columns }: KnownTable): DepositTable {
  const wanted = spec === null ? [] : [...columnsOf(spec)];
  const used = wanted
    .filter((column) => columns.has(foldedTitle(column)))
    .map((column) => ({ column, theirs: titleOf(column) }));
  const taken = new Set(used.map(({ theirs }) => theirs));
  return {
    ...{ name: table.name, as: spec?.name ?? null, columns: table.columns, used, missing: [] },
    unused: table.columns.filter((title) => !taken.has(title)),
  };
}
