import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FileError } from './file-error.js';

/** A file that grows more than this, once past {@link FREE_BYTES}, is a bomb: real exports stay under 60. */
const MOST_GROWTH = 200;
const FREE_BYTES = 64 * 1024 * 1024;

/**
 * The text inside a gzip file, as it comes.
 * @param read how many bytes of the file were read so far
 */
export async function* inflated(file: AsyncIterable<Buffer>, name: string, read: () => number): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const raw = Readable.from(file, { objectMode: false });
  raw.on('error', (error) => gunzip.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of raw.pipe(gunzip)) {
      bytes += (chunk as Buffer).length;
      if (bytes > FREE_BYTES && bytes > read() * MOST_GROWTH) throw bomb(name);
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    const cut = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
    throw cut
      ? new FileError(name, 'file-truncated', 'ce fichier compressé est incomplet. Copiez-le ou exportez-le à nouveau.')
      : new FileError(name, 'gzip-damaged', 'ce fichier compressé est abîmé. Copiez-le ou exportez-le à nouveau.');
  } finally {
    raw.destroy();
  }
}

function bomb(name: string): FileError {
  const sentence = 'ce fichier compressé grossit démesurément en s’ouvrant : refusé. Donnez-le sans compression.';
  return new FileError(name, 'archive-suspect', sentence);
}
