import { createReadStream } from 'node:fs';

const CHUNK = 256 * 1024;

/** The bytes of a file as they are read, each chunk told before it is given. */
export async function* fileBytes(path: string, onChunk: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  // Never with a listener beside the loop: a small file could be over before the loop begins, which then waits for ever.
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    onChunk(chunk as Buffer);
    yield chunk as Buffer;
  }
}
