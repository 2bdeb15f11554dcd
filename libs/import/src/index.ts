export { FileError, type FileFault } from './read/file-error.js';
export { openSource } from './read/open-source.js';
export type { SourceFile, SourceRow, SourceTable } from './read/source-table.js';
export { loadProfile, parseProfile } from './profile/load-profile.js';
export type { Profile } from './profile/profile.js';
export type { Disposition } from './decide/outcomes.js';
export { runImport, type ImportParts, type ImportProgress, type ImportRequest } from './run/run-import.js';
export type { ImportSummary } from './run/summary.js';
export type { AnomalyCount, RowCounts } from './run/tally.js';
