import pg from 'pg';
import type { RecordedEvent } from '../port/envelope.js';
import { byteaArray, int4Array, int8Array, textArray, uuidArray } from './binary-arrays.js';

/** See 0013_restore_log.sql for the parameters; answers the position of the last event stored. */
const RESTORE = 'SELECT log.restore($1, $2, $3, $4, $5, $6, $7, $8, $9) AS head';

/**
 * Fills an empty log with the events of another one, keeping ids, order and `recordedAt`; positions are counted anew.
 * One transaction: all of it or nothing. Other appends wait meanwhile.
 * @param ownerUrl connection string of the owner, the only role that may
 * @param batches events in the order of the log
 * @returns how many events were stored
 * @throws where the log is not empty, or a stream has a gap
 */
export async function restorePostgresLog(
  ownerUrl: string,
  batches: AsyncIterable<readonly RecordedEvent[]>,
): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'jalons-restore' });
  let count = 0;
  await client.connect();
  try {
    await client.query('BEGIN');
    for await (const events of batches) {
      await client.query({ name: 'log_restore', text: RESTORE, values: parameters(events) });
      count += events.length;
    }
    await client.query('COMMIT');
    return count;
  } finally {
    // Ending the connection rolls back whatever was not committed.
    await client.end();
  }
}

function parameters(events: readonly RecordedEvent[]): Buffer[] {
  return [
    int8Array(events.map((event) => event.recordedAt)),
    int4Array(events.map((event) => event.revision)),
    int4Array(events.map((event) => event.schemaVersion)),
    uuidArray(events.map((event) => event.eventId)),
    uuidArray(events.map((event) => event.keyId)),
    textArray(events.map((event) => event.stream)),
    textArray(events.map((event) => event.type)),
    byteaArray(events.map((event) => event.digest)),
    byteaArray(events.map((event) => event.ciphertext)),
  ];
}
