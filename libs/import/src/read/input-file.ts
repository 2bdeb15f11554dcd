import { createReadStream } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import { FileError } from './file-error.js';

/** A file given to an import, wherever it lies: on the disk, or sealed in the database. */
export interface InputFile {
  readonly name: string;
  /** From the first byte on, each time; the first chunk holds at least eight of them, where there are as many. */
  bytes(): AsyncIterable<Buffer>;
}

const CHUNK = 256 * 1024;

/** A file on the disk, read as it is needed. */
export function fileOnDisk(path: string, name = basename(path)): InputFile {
  return { name, bytes: () => bytesOf(path, name) };
}

/** Files on the disk, each with as much of its path as tells it from the others. */
export function filesOnDisk(paths: readonly string[]): readonly InputFile[] {
  const parts = paths.map((path) => resolve(path).split(sep));
  return paths.map((path, index) => {
    const own = parts[index]!;
    const end = (of: readonly string[], kept: number) => of.slice(-kept).join('/');
    const others = parts.filter((other) => end(other, own.length) !== end(own, own.length));
    const isAlone = (kept: number) => others.every((other) => end(other, kept) !== end(own, kept));
    const kept = own.findIndex((_, place) => isAlone(place + 1)) + 1;
    return fileOnDisk(path, end(own, kept));
  });
}

async function* bytesOf(path: string, name: string): AsyncGenerator<Buffer> {
  // Never with a listener beside the loop: a small file could be over before the loop begins, which then waits for ever.
  const chunks = createReadStream(path, { highWaterMark: CHUNK })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await chunks.next().catch((error: unknown) => {
        throw unreadable(name, error);
      });
      if (done === true) return;
      yield value as Buffer;
    }
  } finally {
    await chunks.return?.();
  }
}

function unreadable(name: string, error: unknown): FileError {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return missing
    ? new FileError(name, 'file-missing', 'ce fichier n’existe pas. Vérifiez son nom et son dossier.')
    : new FileError(name, 'file-unreadable', 'ce fichier ne peut pas être lu. Vérifiez qu’il en est un et ses droits.');
}

/** The same bytes, each chunk told before it is given. */
export async function* told(file: InputFile, onChunk: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of file.bytes()) {
    onChunk(chunk);
    yield chunk;
  }
}
