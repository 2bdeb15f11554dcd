import { matchFiles, type KnownTable } from '../profile/match-files.js';
import type { Profile } from '../profile/profile.js';
import { openSource } from '../read/open-source.js';
import type { SourceFile } from '../read/source-table.js';

/** Files of one format, each looked at from end to end and recognised; nothing of an installation is needed for it. */
export interface PreparedFiles {
  readonly profile: Profile;
  readonly sources: readonly SourceFile[];
  readonly tables: readonly KnownTable[];
}

/** Opens the files of an import. Throws FileError, or DomainError for files that the profile does not know. */
export async function prepareFiles(paths: readonly string[], profile: Profile): Promise<PreparedFiles> {
  const sources: SourceFile[] = [];
  for (const path of paths) sources.push(await openSource(path));
  const tables = matchFiles(
    sources.flatMap((source) => source.tables),
    profile,
  );
  return { profile, sources, tables };
}
