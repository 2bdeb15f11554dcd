import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { RecordedEvent } from '@jalons/event-log';
import { BackupError } from './backup-error.js';

const eventLine = z.object({
  event: z.tuple([
    z.templateLiteral([z.string(), '-', z.string()]),
    z.int(),
    z.uuid(),
    z.string(),
    z.int(),
    z.uuid(),
    z.int(),
    z.string(),
    z.string(),
  ]),
});
const rowsLine = z.object({ table: z.string(), page: z.int(), sealed: z.string() });
const headerLine = z.strictObject({ format: z.literal('jalons-log'), version: z.literal(1) });
const footerLine = z.object({ end: z.literal(true), lines: z.int(), sha256: z.string() });

/** A page of a table, sealed under the system key. */
export type SealedRows = z.infer<typeof rowsLine>;

/** What the log file holds, line by line. */
export type LogFileItem = { readonly event: Omit<RecordedEvent, 'position'> } | { readonly rows: SealedRows };

/**
 * Writes the log file, readable by its owner alone: gzipped lines of JSON between a header and a footer that counts and
 * hashes them. On disk when this returns; what is there when it throws is to be removed.
 */
export async function writeLogFile(path: string, items: AsyncIterable<LogFileItem>): Promise<void> {
  await pipeline(
    Readable.from(linesOf(items)),
    // Ciphertext does not shrink; level 1 takes back what base64 adds.
    createGzip({ level: constants.Z_BEST_SPEED }),
    createWriteStream(path, { mode: 0o600 }),
  );
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}

/** Reads what {@link writeLogFile} wrote; throws BackupError at the first line that is not as it was, the end included. */
export async function* readLogFile(path: string): AsyncGenerator<LogFileItem> {
  const hash = createHash('sha256');
  let lines = 0;
  let ended = false;
  for await (const line of rawLines(path)) {
    if (ended) throw damaged(path, lines);
    if (line.startsWith('{"end"')) {
      const footer = parse(footerLine, line);
      if (footer?.lines !== lines || footer.sha256 !== hash.digest('hex')) throw damaged(path, lines);
      ended = true;
      continue;
    }
    hash.update(line).update('\n');
    lines += 1;
    if (lines === 1) {
      if (parse(headerLine, line) === undefined) throw damaged(path, lines);
      continue;
    }
    yield itemOf(line) ?? fail(path, lines);
  }
  if (!ended) throw damaged(path, lines);
}

async function* linesOf(items: AsyncIterable<LogFileItem>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let lines = 0;
  const count = (line: string) => {
    hash.update(line).update('\n');
    lines += 1;
    return `${line}\n`;
  };
  yield count(JSON.stringify({ format: 'jalons-log', version: 1 } satisfies z.infer<typeof headerLine>));
  for await (const item of items) yield count(lineOf(item));
  yield `${JSON.stringify({ end: true, lines, sha256: hash.digest('hex') })}\n`;
}

function lineOf(item: LogFileItem): string {
  if ('rows' in item) return JSON.stringify(item.rows);
  const { stream, revision, eventId, type, schemaVersion, keyId, recordedAt, digest, ciphertext } = item.event;
  const event: z.infer<typeof eventLine>['event'] = [
    ...([stream, revision, eventId, type, schemaVersion, keyId, recordedAt] as const),
    digest.toString('base64'),
    ciphertext.toString('base64'),
  ];
  return JSON.stringify({ event });
}

function itemOf(line: string): LogFileItem | undefined {
  const read = parse(eventLine, line);
  if (read === undefined) {
    const rows = parse(rowsLine, line);
    return rows && { rows };
  }
  const [stream, revision, eventId, type, schemaVersion, keyId, recordedAt, digest, ciphertext] = read.event;
  const sealed = { digest: Buffer.from(digest, 'base64'), ciphertext: Buffer.from(ciphertext, 'base64') };
  return { event: { stream, revision, eventId, type, schemaVersion, keyId, recordedAt, ...sealed } };
}

async function* rawLines(path: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const source = createReadStream(path);
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    yield* createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY });
    if (gunzip.errored) throw gunzip.errored;
  } catch {
    throw new BackupError(`${path} ne peut être lu, ou n'est pas entier.`);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function parse<T>(schema: z.ZodType<T>, line: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function fail(path: string, line: number): never {
  throw damaged(path, line);
}

function damaged(path: string, line: number): BackupError {
  return new BackupError(`${path} est abîmé ou incomplet, vers la ligne ${line}.`);
}
