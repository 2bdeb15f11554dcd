export { FileError, type FileFault } from './read/file-error.js';
export { openSource } from './read/open-source.js';
export type { SourceFile, SourceRow, SourceTable } from './read/source-table.js';
