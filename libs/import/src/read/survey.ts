import { createHash } from 'node:crypto';
import { TextDecoder } from 'node:util';
import { FileError } from './file-error.js';
import { inflated } from './inflate.js';
import { told, type InputFile } from './input-file.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Container = 'text' | 'gzip' | 'workbook';

/** What a file is, found by looking at every byte of it once. */
export interface Survey {
  readonly container: Container;
  /** Of the text inside; meaningless for a workbook. */
  readonly encoding: Encoding;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/** How much of a text is looked at to tell UTF-16 without a mark from bytes of eight bits. */
const SAMPLE = 65_536;
/** More control characters than this, per character, and a file is no text. */
const MOST_CONTROLS = 0.001;

/** Reads a whole file once, without keeping it. Throws {@link FileError} where nobody could read rows from it. */
export async function survey(file: InputFile): Promise<Survey> {
  const { name } = file;
  const container = containerOf(await firstBytes(file), name);
  const hash = createHash('sha256');
  let bytes = 0;
  const raw = told(file, (chunk) => {
    bytes += chunk.length;
    hash.update(chunk);
  });
  if (container === 'workbook') {
    for await (const _chunk of raw);
    return { container, encoding: 'utf-8', bytes, digest: hash.digest('hex') };
  }
  const look = new TextLook(name);
  for await (const chunk of container === 'gzip' ? inflated(raw, name, () => bytes) : raw) look.at(chunk);
  return { container, encoding: look.encoding(), bytes, digest: hash.digest('hex') };
}

function containerOf(start: Buffer, name: string): Container {
  if (start.length === 0) throw new FileError(name, 'file-empty', 'ce fichier est vide. Exportez-le à nouveau.');
  const hex = start.toString('hex');
  if (hex.startsWith('1f8b')) return 'gzip';
  if (hex.startsWith('504b')) return 'workbook';
  if (hex.startsWith('d0cf11e0')) {
    const sentence =
      'ancien format Excel (.xls) ou classeur protégé. Enregistrez-le au format .xlsx, sans mot de passe.';
    throw new FileError(name, 'workbook-old-format', sentence);
  }
  return 'text';
}

async function firstBytes(file: InputFile): Promise<Buffer> {
  for await (const chunk of file.bytes()) return chunk.subarray(0, 8);
  return Buffer.alloc(0);
}

/** Tells encodings apart, and text from rubbish, as bytes go by. */
class TextLook {
  private sample = Buffer.alloc(0);
  private utf8: TextDecoder | undefined = new TextDecoder('utf-8', { fatal: true });
  private seen = 0;
  private controls = 0;
  private zeros = 0;

  constructor(private readonly name: string) {}

  at(chunk: Buffer): void {
    if (this.sample.length < SAMPLE) this.sample = Buffer.concat([this.sample, chunk.subarray(0, SAMPLE)]);
    this.seen += chunk.length;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index]!;
      if (byte > 31 || byte === 9 || byte === 10 || byte === 12 || byte === 13) continue;
      if (byte === 0) this.zeros += 1;
      else this.controls += 1;
    }
    try {
      this.utf8?.decode(chunk, { stream: true });
    } catch {
      this.utf8 = undefined;
    }
  }

  encoding(): Encoding {
    if (this.seen === 0) throw new FileError(this.name, 'file-empty', 'ce fichier est vide. Exportez-le à nouveau.');
    const wide = this.wideEncoding();
    if (wide !== undefined) {
      if (this.seen % 2 === 1) throw new FileError(this.name, 'file-truncated', CUT);
      return wide;
    }
    if (this.zeros > 0 || this.controls > this.seen * MOST_CONTROLS)
      throw new FileError(this.name, 'file-not-text', RUBBISH);
    try {
      this.utf8?.decode();
    } catch {
      // A file cut inside its last character.
      throw new FileError(this.name, 'file-truncated', CUT);
    }
    return this.utf8 === undefined ? 'windows-1252' : 'utf-8';
  }

  /** UTF-16 by its mark, or by the zero half of most of its characters. */
  private wideEncoding(): Encoding | undefined {
    const { sample } = this;
    if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
    if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
    if (this.zeros < this.seen / 4) return undefined;
    let [even, odd] = [0, 0];
    for (let index = 0; index < sample.length; index += 1) {
      if (sample[index] !== 0) continue;
      if (index % 2 === 0) even += 1;
      else odd += 1;
    }
    const characters = sample.length / 2;
    if (odd > characters / 2 && even < characters / 50) return 'utf-16le';
    if (even > characters / 2 && odd < characters / 50) return 'utf-16be';
    return undefined;
  }
}

const CUT = 'ce fichier est coupé au milieu d’un caractère. Exportez-le à nouveau.';
const RUBBISH = 'ce fichier n’est ni un texte ni un classeur. Donnez un export CSV, CSV.gz ou XLSX.';
