import { FileError } from './file-error.js';
import { MAX_CELL, MAX_COLUMNS } from './source-table.js';

/** A line of a CSV file, cut into cells. */
export interface CsvLine {
  /** From 1; the line on which the first cell begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

const SEPARATORS = [';', ',', '\t', '|'] as const;
const QUOTE = '"';
const [LF, CR] = [10, 13];

/**
 * Cuts CSV text (RFC 4180) into lines of cells, as it comes in. The separator is that of the first line: the candidate
 * found most often outside quotes, or the one that a first line `sep=;` names, as Excel writes it. Lines end with LF,
 * CRLF or CR; blank lines are passed over and counted.
 */
export class CsvParser {
  private head = '';
  private separator: string | undefined;
  private place: 'start' | 'plain' | 'quoted' | 'after-quote' = 'start';
  private cells: string[] = [];
  private cell = '';
  private line = 1;
  private begunOn = 1;
  private afterCarriage = false;

  constructor(private readonly file: string) {}

  /** The lines that `text` completes. Throws {@link FileError} for a cell that never ends. */
  push(text: string): CsvLine[] {
    if (this.separator !== undefined) return this.scan(text);
    this.head += text;
    return this.head.length > MAX_CELL || /[\r\n]/.test(this.head) ? this.scan(this.begin()) : [];
  }

  /** What remains, and whether the last line was ended by a line break. */
  end(): { readonly lines: readonly CsvLine[]; readonly complete: boolean } {
    const lines = this.separator === undefined ? this.scan(this.begin()) : [];
    if (this.place === 'quoted') {
      const sentence = 'un guillemet ouvert ne se referme pas. Le fichier est incomplet : exportez-le à nouveau.';
      throw new FileError(this.file, 'file-truncated', sentence, this.begunOn);
    }
    const complete = this.place === 'start' && this.cells.length === 0;
    if (!complete) this.endLine(lines);
    return { lines, complete };
  }

  /** Chooses the separator; the text that is left to cut. */
  private begin(): string {
    const text = this.head;
    this.head = '';
    const first = /^[^\r\n]*/.exec(text)![0];
    const named = /^sep=(.)$/i.exec(first);
    this.separator = named === null ? likelySeparator(first) : named[1]!;
    if (named === null) return text;
    this.line += 1;
    this.afterCarriage = text.charCodeAt(first.length) === CR;
    return text.slice(first.length + 1);
  }

  private scan(text: string): CsvLine[] {
    const lines: CsvLine[] = [];
    const separator = this.separator!.charCodeAt(0);
    let at = 0;
    while (at < text.length) {
      if (this.afterCarriage) {
        this.afterCarriage = false;
        if (text.charCodeAt(at) === LF) {
          at += 1;
          continue;
        }
      }
      if (this.place === 'quoted') at = this.quoted(text, at);
      else if (this.place !== 'plain' && text[at] === QUOTE) {
        // Inside a quoted cell a quote is written twice; at the start of a cell it opens one.
        if (this.place === 'after-quote') this.add(QUOTE);
        this.place = 'quoted';
        at += 1;
      } else at = this.plain(text, at, separator, lines);
    }
    return lines;
  }

  private quoted(text: string, at: number): number {
    const quote = text.indexOf(QUOTE, at);
    const part = quote === -1 ? text.slice(at) : text.slice(at, quote);
    if (part.includes('\n')) this.line += part.split('\n').length - 1;
    this.add(part);
    if (quote === -1) return text.length;
    this.place = 'after-quote';
    return quote + 1;
  }

  private plain(text: string, at: number, separator: number, lines: CsvLine[]): number {
    let end = at;
    let code = 0;
    for (; end < text.length; end += 1) {
      code = text.charCodeAt(end);
      if (code === separator || code === LF || code === CR) break;
    }
    this.place = 'plain';
    this.add(text.slice(at, end));
    if (end === text.length) return end;
    if (code === separator) this.endCell();
    else {
      this.afterCarriage = code === CR;
      this.endLine(lines);
      this.line += 1;
      this.begunOn = this.line;
    }
    return end + 1;
  }

  private add(part: string): void {
    this.cell += part;
    if (this.cell.length <= MAX_CELL) return;
    const sentence = `une cellule dépasse ${MAX_CELL} caractères. Un guillemet manque sans doute : vérifiez le fichier.`;
    throw new FileError(this.file, 'cell-too-long', sentence, this.begunOn);
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = '';
    this.place = 'start';
    if (this.cells.length < MAX_COLUMNS) return;
    const sentence = `plus de ${MAX_COLUMNS} colonnes. Vérifiez le séparateur et les guillemets.`;
    throw new FileError(this.file, 'file-too-many-columns', sentence, this.begunOn);
  }

  private endLine(lines: CsvLine[]): void {
    this.endCell();
    if (this.cells.some((cell) => cell !== '')) lines.push({ line: this.begunOn, cells: this.cells });
    this.cells = [];
  }
}

function likelySeparator(line: string): string {
  const outside = line.replaceAll(/"(?:[^"]|"")*"?/g, '');
  const counted = SEPARATORS.map((separator) => ({ separator, count: outside.split(separator).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]!.separator;
}
