import { matchFiles, type KnownTable, type TableMapping } from '../profile/match-files.js';
import type { Profile } from '../profile/profile.js';
import { openSource } from '../read/open-source.js';
import { filesOnDisk, type InputFile } from '../read/input-file.js';
import type { SourceFile } from '../read/source-table.js';

/** Files of one format, each looked at from end to end and recognised; nothing of an installation is needed for it. */
export interface PreparedFiles {
  readonly profile: Profile;
  readonly sources: readonly SourceFile[];
  readonly tables: readonly KnownTable[];
}

/** Opens the files of an import. Throws FileError, or DomainError for files that the profile does not know. */
export async function prepareFiles(paths: readonly string[], profile: Profile): Promise<PreparedFiles> {
  return recognised(await openSources(filesOnDisk(paths)), profile);
}

/** Looks at every byte of files; of those of one name, the second is called « … (2) ». Throws FileError. */
export async function openSources(files: readonly InputFile[]): Promise<readonly SourceFile[]> {
  const sources: SourceFile[] = [];
  const met = new Map<string, number>();
  for (const file of files) {
    const times = (met.get(file.name) ?? 0) + 1;
    met.set(file.name, times);
    const name = times === 1 ? file.name : `${file.name} (${times})`;
    sources.push(await openSource({ name, bytes: () => file.bytes() }));
  }
  return sources;
}

/** Takes files for those of a profile. Throws DomainError for one that it does not know. */
export function recognised(
  sources: readonly SourceFile[],
  profile: Profile,
  mappings: readonly TableMapping[] = [],
): PreparedFiles {
  const tables = matchFiles(
    sources.flatMap((source) => source.tables),
    profile,
    mappings,
  );
  return { profile, sources, tables };
}
