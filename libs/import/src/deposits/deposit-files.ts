import type { Readable } from 'node:stream';
import { HttpProblem } from '@jalons/http';
import { DomainError, type Uuid } from '@jalons/kernel';
import { DepositSeal } from './deposit-seal.js';
import { refusalOf, unknownImport, type DepositsParts } from './deposits.js';
import { OPEN, type DepositedFile, type DepositState } from './deposit.js';

/** Over HTTP, all files of an import together; the command line reads any size (security.md § 5). In bytes. */
export const MOST_BYTES = 100 * 1024 * 1024;
export const MOST_FILES = 20;
const PART_BYTES = 1024 * 1024;
/** A file whose sending began so long ago and did not end is none any more: the request was cut off before. */
export const SENDING_MS = 15 * 60_000;

/** A file as its request announces it. */
export interface GivenFile {
  readonly id: Uuid;
  readonly name: string;
  /** Content-Length, where the request has one. */
  readonly announced: number | undefined;
  readonly body: Readable;
}

/** $1 deposit */
const LOCKED = 'SELECT state FROM import.deposits WHERE id = $1 FOR UPDATE';
/** $1 deposit, $2 ms before which a sending began that cannot be under way */
const DROP_STALE = 'DELETE FROM import.deposit_files WHERE deposit = $1 AND NOT complete AND begun_ms < $2';
const FILES = 'SELECT id, name, bytes::float8 AS bytes, complete FROM import.deposit_files WHERE deposit = $1';
/** $1 id, $2 deposit, $3 name, $4 bytes, $5 ms */
const BEGIN = 'INSERT INTO import.deposit_files (id, deposit, name, bytes, begun_ms) VALUES ($1, $2, $3, $4, $5)';
const KEY = 'SELECT sealed FROM import.deposit_keys WHERE deposit = $1';
/** $1 file, $2 ordinal, $3 sealed */
const ADD_PART = 'INSERT INTO import.deposit_parts (file, ordinal, sealed) VALUES ($1, $2, $3)';
/** $1 file, $2 bytes */
const COMPLETE = 'UPDATE import.deposit_files SET complete = true, bytes = $2 WHERE id = $1';
/** $1 file, $2 deposit */
const DROP = 'DELETE FROM import.deposit_files WHERE id = $1 AND deposit = $2';
/** $1 deposit, $2 ms: what was seen before does not hold any more. */
const COLLECT = `
  UPDATE import.deposits
     SET state = 'collecting', touched_ms = $2, preview = NULL, failure = NULL, tables = NULL, step = NULL, rows_done = NULL
   WHERE id = $1`;

/** Takes in the files of imports: sealed part by part as they come, never whole in memory, never in clear on a disk. */
export class DepositFiles {
  constructor(private readonly parts: DepositsParts) {}

  /**
   * @throws HttpProblem 413 `import-too-large`, DomainError `import-unknown`, `import-busy`, `import-ended`,
   *   `import-file-cut`
   */
  async add(token: string, deposit: Uuid, file: GivenFile): Promise<DepositedFile & { readonly repeated: boolean }> {
    const known = await this.begin(token, deposit, file);
    if (known !== undefined) {
      // Sent again, though all of it is here: let it come to its end.
      file.body.resume();
      return { ...known, repeated: true };
    }
    try {
      const bytes = await this.receive(token, deposit, file);
      await this.complete(token, deposit, file.id, bytes);
      return { id: file.id, name: file.name, bytes, repeated: false };
    } catch (error) {
      await this.parts.database.query(token, DROP, [file.id, deposit]).catch(() => {});
      throw error;
    }
  }

  /** Removing what is not there changes nothing. @throws DomainError `import-unknown`, `import-busy`, `import-ended` */
  async remove(token: string, deposit: Uuid, file: Uuid): Promise<void> {
    const { database, clock } = this.parts;
    await database.transaction(token, async (transaction) => {
      const { rows } = await transaction.query<{ state: DepositState }>(LOCKED, [deposit]);
      assertOpen(rows[0]?.state);
      const { rowCount } = await transaction.query(DROP, [file, deposit]);
      if (rowCount === 1) await transaction.query(COLLECT, [deposit, clock.now()]);
    });
  }

  /** Keeps room for a file; what is known of one that was sent whole before. */
  private begin(token: string, deposit: Uuid, { id, name, announced }: GivenFile): Promise<DepositedFile | undefined> {
    const { database, clock } = this.parts;
    return database.transaction(token, async (transaction) => {
      const { rows } = await transaction.query<{ state: DepositState }>(LOCKED, [deposit]);
      assertOpen(rows[0]?.state);
      await transaction.query(DROP_STALE, [deposit, clock.now() - SENDING_MS]);
      const files = (await transaction.query<DepositedFile & { complete: boolean }>(FILES, [deposit])).rows;
      const same = files.find((file) => file.id === id);
      if (same?.complete === true) return { id, name: same.name, bytes: same.bytes };
      if (same !== undefined) await transaction.query(DROP, [id, deposit]);
      const others = files.filter((file) => file.id !== id);
      const room = MOST_BYTES - others.reduce((sum, { bytes }) => sum + bytes, 0);
      if (others.length >= MOST_FILES || room <= 0 || (announced ?? 0) > room) throw tooLarge();
      await transaction.query(BEGIN, [id, deposit, name, announced ?? room, clock.now()]);
      return undefined;
    });
  }

  /** @returns how many bytes came */
  private async receive(token: string, deposit: Uuid, { id, announced, body }: GivenFile): Promise<number> {
    const { database, idSecret } = this.parts;
    const key = (await database.query<{ sealed: Buffer }>(token, KEY, [deposit])).rows[0];
    if (key === undefined) throw unknownImport();
    const seal = DepositSeal.open(idSecret, deposit, key.sealed);
    let [bytes, ordinal] = [0, 0];
    for await (const part of partsOf(body)) {
      bytes += part.length;
      if (bytes > (announced ?? MOST_BYTES)) throw tooLarge();
      await database.query(token, ADD_PART, [id, ordinal, seal.part(id, ordinal, part)]);
      ordinal += 1;
    }
    if (announced !== undefined && bytes < announced) throw cut();
    return bytes;
  }

  private async complete(token: string, deposit: Uuid, file: Uuid, bytes: number): Promise<void> {
    const { database, clock } = this.parts;
    await database.transaction(token, async (transaction) => {
      const { rows } = await transaction.query<{ state: DepositState }>(LOCKED, [deposit]);
      assertOpen(rows[0]?.state);
      const { rowCount } = await transaction.query(COMPLETE, [file, bytes]);
      if (rowCount !== 1) throw cut();
      const { rows: all } = await transaction.query<{ bytes: number }>(FILES, [deposit]);
      if (all.reduce((sum, each) => sum + each.bytes, 0) > MOST_BYTES) throw tooLarge();
      await transaction.query(COLLECT, [deposit, clock.now()]);
    });
  }
}

/**
 * The bytes of a body in parts of equal length, but for the last; a body that breaks off is told. One that is left early
 * is not destroyed: its sender could not be answered any more.
 */
async function* partsOf(body: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      waiting.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length < PART_BYTES) continue;
      const whole = Buffer.concat(waiting);
      let at = 0;
      for (; at + PART_BYTES <= whole.length; at += PART_BYTES) yield whole.subarray(at, at + PART_BYTES);
      waiting = [whole.subarray(at)];
      length = whole.length - at;
    }
  } catch (error) {
    if (['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String((error as { code?: unknown }).code))) throw cut();
    throw error;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

function assertOpen(state: DepositState | undefined): void {
  if (state === undefined) throw unknownImport();
  if (!OPEN.includes(state)) throw refusalOf(state);
}

function tooLarge(): HttpProblem {
  const message =
    'Les fichiers d’un import envoyé par l’écran font au plus 100 Mo en tout, et sont vingt au plus. Au-delà, ' +
    'la ligne de commande les lit à toute taille : npm run jalons -- import FICHIER... --on-behalf-of STRUCTURE.';
  return new HttpProblem(413, 'import-too-large', message);
}

function cut(): DomainError {
  const message = 'L’envoi de ce fichier s’est interrompu. Envoyez-le à nouveau : rien n’en a été gardé.';
  return new DomainError('conflict', 'import-file-cut', message);
}
