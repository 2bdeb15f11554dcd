import pg from 'pg';
import type { RecordedEvent, SealedEvent, StreamName } from '@jalons/event-log';
import { byteaArray, int4Array, textArray, uuidArray } from '../../../libs/event-log/src/postgres/binary-arrays.js';

/** The columns and indexes of the log, the position from a sequence: no order, no check, no notification. */
const CREATE = `
  CREATE TABLE bench.events (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at bigint NOT NULL DEFAULT floor(extract(epoch FROM clock_timestamp()) * 1000),
    revision integer NOT NULL, schema_version smallint NOT NULL, event_id uuid NOT NULL UNIQUE, key_id uuid NOT NULL,
    stream text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, digest bytea NOT NULL, ciphertext bytea NOT NULL,
    UNIQUE (stream, revision))`;
const COLUMNS = 'stream, revision, event_id, type, schema_version, key_id, digest, ciphertext';
const INSERT_ONE = `INSERT INTO bench.events (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
const INSERT_MANY = `INSERT INTO bench.events (${COLUMNS})
  SELECT * FROM unnest($1::text[], $2::int[], $3::uuid[], $4::text[], $5::int[], $6::uuid[], $7::bytea[], $8::bytea[])`;
const SELECT_STREAM = `SELECT position, recorded_at, revision, schema_version, event_id, key_id, stream, type, digest,
  ciphertext FROM log.events WHERE stream = $1 ORDER BY revision`;

/** The floor: the statement a careful programmer would write, prepared, one connection per operation in flight. */
export class Raw {
  private readonly pool: pg.Pool;

  constructor(url: string, connections: number) {
    this.pool = new pg.Pool({ connectionString: url, max: connections });
    // The server stops last; a connection that it ends first is no failure of the measurement.
    this.pool.on('error', () => {});
  }

  static async prepare(adminUrl: string): Promise<void> {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(`CREATE SCHEMA bench; ${CREATE}`);
    await client.end();
  }

  async insert(stream: StreamName, revision: number, event: SealedEvent): Promise<void> {
    await this.pool.query({
      name: 'raw_insert',
      text: INSERT_ONE,
      values: [
        stream,
        revision,
        event.eventId,
        event.type,
        event.schemaVersion,
        event.keyId,
        event.digest,
        event.ciphertext,
      ],
    });
  }

  async insertMany(stream: StreamName, events: readonly SealedEvent[]): Promise<void> {
    await this.pool.query({
      name: 'raw_insert_many',
      text: INSERT_MANY,
      values: [
        textArray(events.map(() => stream)),
        int4Array(events.map((_event, index) => index)),
        uuidArray(events.map((event) => event.eventId)),
        textArray(events.map((event) => event.type)),
        int4Array(events.map((event) => event.schemaVersion)),
        uuidArray(events.map((event) => event.keyId)),
        byteaArray(events.map((event) => event.digest)),
        byteaArray(events.map((event) => event.ciphertext)),
      ],
    });
  }

  async select(stream: StreamName): Promise<RecordedEvent[]> {
    const { rows } = await this.pool.query<Record<string, string | Buffer>>({
      name: 'raw_select',
      text: SELECT_STREAM,
      values: [stream],
    });
    return rows.map(
      (row) =>
        ({
          position: row['position'],
          recordedAt: Number(row['recorded_at']),
          revision: row['revision'],
          schemaVersion: row['schema_version'],
          eventId: row['event_id'],
          keyId: row['key_id'],
          stream: row['stream'],
          type: row['type'],
          digest: row['digest'],
          ciphertext: row['ciphertext'],
        }) as unknown as RecordedEvent,
    );
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
