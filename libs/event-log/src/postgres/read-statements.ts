import type pg from 'pg';
import type { LogHead } from '../port/event-log.js';
import type { ScanRequest } from '../port/log-scan.js';
import type { RecordedEvent, StreamName } from '../port/envelope.js';
import { positionOf } from './position.js';

/** $1 stream, $2 first revision, $3 most events. */
const READ_STREAM =
  'SELECT position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext ' +
  'FROM log.read_stream($1, $2, $3)';

/** $1 position, exclusive; $2 most events. Ordered by the column, not by an output name, which could hide the index. */
const READ_ALL =
  'SELECT position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext ' +
  'FROM log.events WHERE events.position > $1 ORDER BY events.position LIMIT $2';

const READ_HEAD = 'SELECT position, recorded_at FROM log.read_head()';

const BYTEA = 17;

/**
 * Results stay as PostgreSQL wrote them but for bytea: no parser per field. Never `binary: true` for results: the
 * driver reads every field as UTF-8, and bytea and uuid arrive corrupted.
 */
const rawTypes = {
  getTypeParser: ((oid: number) => (oid === BYTEA ? fromHex : asIs)) as pg.CustomTypesConfig['getTypeParser'],
};

type EventRow = [
  position: string,
  recordedAt: string,
  revision: string,
  schemaVersion: string,
  eventId: string,
  keyId: string,
  stream: string,
  type: string,
  digest: Buffer,
  ciphertext: Buffer,
];
type HeadRow = [position: string, recordedAt: string];

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  readonly rowMode: 'array';
  readonly types: pg.CustomTypesConfig;
}

const statement = (name: string, text: string, values: unknown[]): Statement => ({
  name,
  text,
  values,
  rowMode: 'array',
  types: rawTypes,
});

export async function readStream(
  pool: pg.Pool,
  stream: StreamName,
  from: number,
  max: number,
): Promise<RecordedEvent[]> {
  const { rows } = await pool.query<EventRow>(statement('log_read_stream', READ_STREAM, [stream, from, max]));
  return rows.map(eventOf);
}

/** `after` is the bigint of a position, as a string. */
export async function readAll(pool: pg.Pool, after: string, max: number): Promise<RecordedEvent[]> {
  const { rows } = await pool.query<EventRow>(statement('log_read_all', READ_ALL, [after, max]));
  return rows.map(eventOf);
}

/** Positions are bigints, as strings. Not prepared: lists that are known when it is planned are looked up by hash. */
export async function scanAll(
  pool: pg.Pool,
  asked: ScanRequest & { readonly after: string },
): Promise<RecordedEvent[]> {
  const values: unknown[] = [asked.after, asked.upTo, asked.maxCount];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    ...(asked.types === undefined ? [] : [`events.type = ANY (${bind(asked.types)}::text[])`]),
    ...(asked.keys === undefined ? [] : [`events.key_id = ANY (${bind(asked.keys)}::uuid[])`]),
    ...(asked.part === undefined
      ? []
      : [
          `(uuid_hash(events.key_id) & 2147483647) % ${bind(asked.part.of)}::integer = ${bind(asked.part.index)}::integer`,
        ]),
  ];
  const { rows } = await pool.query<EventRow>({
    text: `SELECT position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest, ciphertext
             FROM log.events WHERE events.position > $1 AND events.position <= $2
             ${conditions.map((condition) => `AND ${condition}`).join(' ')}
            ORDER BY events.position LIMIT $3`,
    ...{ values, rowMode: 'array', types: rawTypes },
  });
  return rows.map(eventOf);
}

export async function readHead(pool: pg.Pool): Promise<LogHead | null> {
  const { rows } = await pool.query<HeadRow>(statement('log_read_head', READ_HEAD, []));
  const row = rows[0];
  return row === undefined ? null : { position: positionOf(row[0]), recordedAt: Number(row[1]) };
}

function eventOf(row: EventRow): RecordedEvent {
  return {
    position: positionOf(row[0]),
    recordedAt: Number(row[1]),
    revision: Number(row[2]),
    schemaVersion: Number(row[3]),
    eventId: row[4],
    keyId: row[5],
    stream: row[6] as StreamName,
    type: row[7],
    digest: row[8],
    ciphertext: row[9],
  };
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}

function asIs(text: string): string {
  return text;
}
