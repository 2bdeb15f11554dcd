import { createHash, randomBytes, createCipheriv } from 'node:crypto';
import type { EventStore, Position, StoredEvent } from '@jalons/event-log';
import pg from 'pg';
import { copyIn } from '../../../libs/projections/src/sql/copy-in.js';
import { copyText } from '../../../libs/projections/src/sql/copy-text.js';

const PAGE = 2_000;
const COLUMNS = [
  ...['position', 'recorded_at', 'revision', 'schema_version', 'event_id', 'key_id', 'stream', 'type', 'digest'],
  'ciphertext',
];

/**
 * The floor of an import: its events are there in clear, and are encrypted, digested and copied into a table like the
 * log's, with its indexes and checks. Nothing is read from a file, decided, looked up or noted.
 * @returns seconds, the reading of the events left out
 */
export async function copyLog(admin: pg.Client, store: Pick<EventStore, 'readAll'>): Promise<number> {
  await admin.query(`
    DROP SCHEMA IF EXISTS floor CASCADE; CREATE SCHEMA floor;
    CREATE TABLE floor.events (LIKE log.events INCLUDING ALL)`);
  let milliseconds = 0;
  for (let after: Position | null = null; ;) {
    const page = (await store.readAll(after, PAGE)) as readonly StoredEvent[];
    if (page.length === 0) return milliseconds / 1_000;
    const started = performance.now();
    const rows = page.map((event) => sealedRow(event));
    await copyIn(admin, `floor.events (${COLUMNS.join()})`, copyText(rows, COLUMNS, new Map()));
    milliseconds += performance.now() - started;
    after = page.at(-1)!.position;
  }
}

function sealedRow(event: StoredEvent) {
  const { position, recordedAt, revision, eventId, keyId, stream, type, ...told } = event;
  const cipher = createCipheriv('aes-256-gcm', KEY, randomBytes(12));
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(told), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const digest = createHash('sha256').update(`${stream}${eventId}${type}${keyId}`).update(ciphertext).digest();
  return {
    ...{ position: Number(position), recorded_at: recordedAt, revision, schema_version: 1, event_id: eventId },
    ...{ key_id: keyId, stream, type, digest: `\\x${digest.toString('hex')}` },
    ciphertext: `\\x${ciphertext.toString('hex')}`,
  };
}

const KEY = randomBytes(32);
