// Reads a range of positions of the log and opens every event: what any reader has to do, and nothing more. From the
// build, as the product's readers are.
import { workerData } from 'node:worker_threads';
import { createPool } from '../../../dist/libs/database/src/index.js';
import {
  EventCodec,
  EventTypeRegistry,
  PostgresEventLog,
  SealedEventStore,
} from '../../../dist/libs/event-log/src/index.js';
import { openMasterKey, PostgresKeyRing } from '../../../dist/libs/privacy/src/index.js';

const PAGE = 4_000;
const { url, secretsFolder, after: from, upTo } = workerData;
const masterKey = openMasterKey({ secretsFolder });
const pool = createPool(url, { name: 'bench-keys', max: 1 });
const keys = await PostgresKeyRing.open({ pool, url, masterKey, access: 'many' });
const log = new PostgresEventLog({ url });
const codec = new EventCodec(new EventTypeRegistry([]));
const store = new SealedEventStore({ log, keys, codec, idSecret: masterKey.idSecret });
for (let after = from; after < upTo;) {
  const position = after === 0 ? null : String(after).padStart(19, '0');
  const page = await store.readAll(position, Math.min(PAGE, upTo - after));
  after += page.length;
}
await Promise.all([log.close(), keys.close()]);
await pool.end();
