import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { keyReused } from '@jalons/event-log';
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

/** A file as its request announces it; its id derives from the actor and the Idempotency-Key. */
export interface GivenFile {
  readonly id: Uuid;
  readonly name: string;
  /** Content-Length, where the request has one. */
  readonly announced: number | undefined;
  readonly body: Readable;
}

/** One that is here to its last byte. */
interface WholeFile extends DepositedFile {
  /** Null where it came before digests were kept. */
  readonly digest: Buffer | null;
}

/** $1 deposit */
const LOCKED = 'SELECT state FROM import.deposits WHERE id = $1 FOR UPDATE';
/** $1 deposit, $2 ms before which a sending began that cannot be under way */
const DROP_STALE = 'DELETE FROM import.deposit_files WHERE deposit = $1 AND NOT complete AND begun_ms < $2';
const FILES = 'SELECT id, name, bytes::float8 AS bytes, complete, digest FROM import.deposit_files WHERE deposit = $1';
/** $1 id, $2 deposit, $3 name, $4 bytes, $5 ms, $6 sending */
const BEGIN = `
  INSERT INTO import.deposit_files (id, deposit, name, bytes, begun_ms, sending) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (id) DO NOTHING`;
const KEY = 'SELECT sealed FROM import.deposit_keys WHERE deposit = $1';
/** $1 file, $2 sending, $3 ordinal, $4 sealed: nothing once another request has taken over. */
const ADD_PART = `
  INSERT INTO import.deposit_parts (file, ordinal, sealed)
  SELECT id, $3::integer, $4::bytea FROM import.deposit_files WHERE id = $1 AND sending = $2 FOR KEY SHARE`;
/** $1 file, $2 sending, $3 bytes, $4 digest */
const COMPLETE =
  'UPDATE import.deposit_files SET complete = true, bytes = $3, digest = $4 WHERE id = $1 AND sending = $2';
/** $1 file, $2 deposit, $3 sending, or NULL for any */
const DROP = `
  DELETE FROM import.deposit_files WHERE id = $1 AND deposit = $2 AND ($3::uuid IS NULL OR sending = $3)`;
/** $1 deposit, $2 ms: what was seen before does not hold any more. */
const COLLECT = `
  UPDATE import.deposits
     SET state = 'collecting', touched_ms = $2, preview = NULL, failure = NULL, tables = NULL, step = NULL, rows_done = NULL
   WHERE id = $1`;

/** Takes in the files of imports: sealed part by part as they come, never whole in memory, never in clear on a disk. */
export class DepositFiles {
  constructor(private readonly parts: DepositsParts) {}

  /**
   * Sent again, a file is compared with what came first, to its last byte.
   * @throws HttpProblem 413 `import-too-large`, DomainError `import-unknown`, `import-busy`, `import-ended`,
   *   `import-file-cut`, `idempotency-key-reused`
   */
  async add(token: string, deposit: Uuid, file: GivenFile): Promise<DepositedFile & { readonly repeated: boolean }> {
    const sending = randomUUID();
    const known = await this.begin(token, deposit, file, sending);
    if (known !== undefined) {
      await this.compare(token, deposit, file, known);
      return { id: file.id, name: known.name, bytes: known.bytes, repeated: true };
    }
    try {
      const { bytes, digest } = await this.receive(token, deposit, file, sending);
      await this.complete(token, deposit, [file.id, sending, bytes, digest]);
      return { id: file.id, name: file.name, bytes, repeated: false };
    } catch (error) {
      await this.parts.database.query(token, DROP, [file.id, deposit, sending]).catch(() => {});
      throw error;
    }
  }

  /** Removing what is not there changes nothing. @throws DomainError `import-unknown`, `import-busy`, `import-ended` */
  async remove(token: string, deposit: Uuid, file: Uuid): Promise<void> {
    const { database, clock } = this.parts;
    await database.transaction(token, async (transaction) => {
      const { rows } = await transaction.query<{ state: DepositState }>(LOCKED, [deposit]);
      assertOpen(rows[0]?.state);
      const { rowCount } = await transaction.query(DROP, [file, deposit, null]);
      if (rowCount === 1) await transaction.query(COLLECT, [deposit, clock.now()]);
    });
  }

  /** Keeps room for a file; what is known of one that was sent whole before. */
  private begin(
    token: string,
    deposit: Uuid,
    { id, name, announced }: GivenFile,
    sending: Uuid,
  ): Promise<WholeFile | undefined> {
    const { database, clock } = this.parts;
    return database.transaction(token, async (transaction) => {
      const { rows } = await transaction.query<{ state: DepositState }>(LOCKED, [deposit]);
      assertOpen(rows[0]?.state);
      await transaction.query(DROP_STALE, [deposit, clock.now() - SENDING_MS]);
      const files = (await transaction.query<WholeFile & { complete: boolean }>(FILES, [deposit])).rows;
      const same = files.find((file) => file.id === id);
      if (same?.complete === true) return same;
      if (same !== undefined) await transaction.query(DROP, [id, deposit, null]);
      const others = files.filter((file) => file.id !== id);
      const room = MOST_BYTES - others.reduce((sum, { bytes }) => sum + bytes, 0);
      if (others.length >= MOST_FILES || room <= 0 || (announced ?? 0) > room) throw tooLarge();
      const values = [id, deposit, name, announced ?? room, clock.now(), sending];
      // Of another deposit.
      if ((await transaction.query(BEGIN, values)).rowCount !== 1) throw keyReused();
      return undefined;
    });
  }

  private async receive(
    token: string,
    deposit: Uuid,
    { id, announced, body }: GivenFile,
    sending: Uuid,
  ): Promise<{ readonly bytes: number; readonly digest: Buffer }> {
    const seal = await this.sealOf(token, deposit);
    const digest = seal.digest();
    let [bytes, ordinal] = [0, 0];
    for await (const part of partsOf(body)) {
      bytes += part.length;
      if (bytes > (announced ?? MOST_BYTES)) throw tooLarge();
      digest.update(part);
      const values = [id, sending, ordinal, seal.part(id, ordinal, part)];
      if ((await this.parts.database.query(token, ADD_PART, values)).rowCount !== 1) throw cut();
      ordinal += 1;
    }
    if (announced !== undefined && bytes < announced) throw cut();
    return { bytes, digest: digest.digest() };
  }

  private async compare(
    token: string,
    deposit: Uuid,
    { name, announced, body }: GivenFile,
    known: WholeFile,
  ): Promise<void> {
    if (name !== known.name || (announced ?? known.bytes) !== known.bytes) throw keyReused();
    const digest = (await this.sealOf(token, deposit)).digest();
    let bytes = 0;
    for await (const part of partsOf(body)) {
      bytes += part.length;
      if (bytes > known.bytes) throw keyReused();
      digest.update(part);
    }
    if (bytes < (announced ?? 0)) throw cut();
    const whole = digest.digest();
    if (bytes < known.bytes || !whole.equals(known.digest ?? whole)) throw keyReused();
  }

  private async sealOf(token: string, deposit: Uuid): Promise<DepositSeal> {
    const { database, idSecret } = this.parts;
    const [key] = (await database.query<{ sealed: Buffer }>(token, KEY, [deposit])).rows;
    if (key === undefined) throw unknownImport();
    return DepositSeal.open(idSecret, deposit, key.sealed);
  }

  private async complete(token: string, deposit: Uuid, whole: [Uuid, Uuid, number, Buffer]): Promise<void> {
    const { database, clock } = this.parts;
    await database.transaction(token, async (transaction) => {
      const { rows } = await transaction.query<{ state: DepositState }>(LOCKED, [deposit]);
      assertOpen(rows[0]?.state);
      const { rowCount } = await transaction.query(COMPLETE, whole);
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
