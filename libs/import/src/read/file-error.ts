import { DomainError } from '@jalons/kernel';

/** Names of the faults of a whole file, stable for programs. */
export type FileFault =
  | 'file-missing'
  | 'file-unreadable'
  | 'file-empty'
  | 'file-not-text'
  | 'file-truncated'
  | 'file-without-columns'
  | 'file-column-twice'
  | 'file-too-many-columns'
  | 'cell-too-long'
  | 'archive-suspect'
  | 'gzip-damaged'
  | 'workbook-unreadable'
  | 'workbook-encrypted'
  | 'workbook-too-large'
  | 'workbook-old-format'
  | 'structure-unknown';

/**
 * A file that cannot be read, as a whole or from one line on: names the file, what is wrong and the way out. Never
 * quotes what the file holds.
 */
export class FileError extends DomainError {
  constructor(
    readonly file: string,
    code: FileFault,
    private readonly sentence: string,
    /** From 1, the header included; absent where the whole file is meant. */
    readonly line?: number,
  ) {
    const where = line === undefined ? file : `${file}, ligne ${line}`;
    const message = `${where} : ${sentence}`;
    super('invalid', code, message, [{ code, message }]);
  }

  /** The same without the name of the file, for what outlives it. */
  get nameless(): string {
    return `Un fichier${this.line === undefined ? '' : `, ligne ${this.line}`} : ${this.sentence}`;
  }
}
