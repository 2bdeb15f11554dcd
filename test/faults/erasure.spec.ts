import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openEmbeddedDatabase, type EmbeddedDatabase } from '@jalons/database';
import { dateAt } from '@jalons/kernel';
import { readConfiguration, startProduct } from '@jalons/runtime';
import pg from 'pg';
import { filesWith } from '../support/files-with.js';
import { valuesOf } from '../support/her-values.js';
import { OpenedPlace, type Someone } from '../support/opened-place.js';
import { ProductClient } from '../support/product-client.js';
import { ProductProcess } from '../support/product-process.js';

const MINUTE = 60_000;
const LOCK = 4_242;
/** In the order in which an erasure reaches them. */
const STATES = ['residues-kept', 'keys-destroyed', 'logged', 'purged', 'done'] as const;
const today = dateAt(Date.now(), 'Europe/Paris');

/** Makes whoever notes the state of the row wait for a lock that this test holds. */
const HOLD = `
  CREATE SCHEMA spec;
  CREATE TABLE spec.held (state text);
  CREATE FUNCTION spec.hold() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    IF EXISTS (SELECT FROM spec.held WHERE state = NEW.state) THEN PERFORM pg_advisory_xact_lock(${LOCK}); END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER hold AFTER UPDATE ON privacy.erasures FOR EACH ROW EXECUTE FUNCTION spec.hold();`;
const WAITS = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCK} AND NOT granted`;
/** What a rebuild that was killed leaves of the read model of people: a build that nobody goes on with, and old tables. */
const LEFT = `
  CREATE TABLE building.persons AS SELECT * FROM read.persons;
  CREATE TABLE retired.persons AS SELECT * FROM read.persons;
  ALTER TABLE building.persons OWNER TO jalons_owner;
  ALTER TABLE retired.persons OWNER TO jalons_owner;
  INSERT INTO engine.projections (name, slot, version, definition, tables, state, replays_requested, replays_done)
    SELECT name, 'building', version, definition, '{persons}', 'broken', 0, 0
      FROM engine.projections WHERE 'persons' = ANY (tables) AND slot = 'read'`;
const EVENTS = `SELECT count(*)::int AS n FROM log.events WHERE stream = $1 AND type = 'BeneficiaryErased'`;

/** One installation whose api and worker are processes of their own, killed in the midst of erasures. */
describe('an erasure whose processes are killed', () => {
  const parent = mkdtempSync(join(tmpdir(), 'jalons-erasure-kill-'));
  const folder = join(parent, 'data');
  let database: EmbeddedDatabase;
  let admin: pg.Client;
  let holder: pg.Client;
  let api: ProductProcess;
  let worker: ProductProcess;
  let client: ProductClient;
  let operator: Someone;
  let dpo: Someone;

  beforeAll(async () => {
    chmodSync(parent, 0o711);
    const hooks = { onMessage: () => {}, onLost: () => {} };
    const product = await startProduct(readConfiguration({ JALONS_DATA: folder, PORT: '0' }), hooks);
    const first = new ProductClient(new URL(product.address).origin);
    const place = await OpenedPlace.open(first, /lien#(\S+)/.exec(product.firstLink!)![1]!);
    ({ operator } = place);
    dpo = await place.arrive('dpo');
    await product.close();
    database = await openEmbeddedDatabase({ folder, ...hooks });
    admin = new pg.Client({ connectionString: database.urls.admin });
    holder = new pg.Client({ connectionString: database.urls.admin });
    await Promise.all([admin.connect(), holder.connect()]);
    await admin.query(HOLD);
    await start();
  }, 3 * MINUTE);

  afterAll(async () => {
    await Promise.all([api?.end('SIGKILL'), worker?.end('SIGKILL'), admin?.end(), holder?.end()]);
    await database?.server.stop();
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  }, MINUTE);

  async function start(): Promise<void> {
    const { urls } = database;
    const env = { JALONS_DATA: folder };
    [api, worker] = await Promise.all([
      ProductProcess.start('api', { ...env, DATABASE_URL: urls.api }),
      ProductProcess.start('worker', { ...env, DATABASE_URL: urls.worker, DATABASE_OWNER_URL: urls.owner }),
    ]);
    client = new ProductClient(new URL(api.url).origin);
  }

  async function enters(n: number): Promise<{ person: string; parcours: string }> {
    const { address: _line, text, ...herself } = valuesOf(n);
    const qpv = { code: '2024-grand-mirail', evidence: 'declared' };
    const registered = await client.done('/beneficiaries', operator.cookie, { ...herself, qpv });
    const person = String(registered.body['id']);
    const opening = { entryChannel: 'walk-in', occurredOn: today, note: text };
    const opened = await client.done(`/beneficiaries/${person}/parcours`, operator.cookie, opening);
    await client.done('/cases', operator.cookie);
    return { person, parcours: String(opened.body['id']) };
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await admin.query('SELECT pg_sleep(0.05)');
  }

  const stateOf = async (id: string) =>
    (await admin.query<{ state: string }>('SELECT state FROM privacy.erasures WHERE id = $1', [id])).rows[0]!.state;
  const texts = (n: number) => {
    const { givenName, familyName, phone, email, text } = valuesOf(n);
    return [givenName, familyName, phone, email, text];
  };

  it.each(STATES.map((state, index) => ({ state, n: index + 1 })))(
    'while it becomes $state comes to its end once, and leaves nothing of her',
    async ({ state, n }) => {
      const { person, parcours } = await enters(n);
      await admin.query(LEFT);
      await admin.query('CHECKPOINT');
      for (const text of texts(n)) expect([text, filesWith(folder, text).length > 0]).toEqual([text, true]);

      await holder.query('SELECT pg_advisory_lock($1)', [LOCK]);
      await admin.query('INSERT INTO spec.held VALUES ($1)', [state]);
      const ask = () => client.done(`/beneficiaries/${person}/erasure`, dpo.cookie, { reason: 'person-request' });
      const asked = String((await ask()).body['id']);
      await until(async () => (await admin.query(WAITS)).rowCount! > 0);
      await Promise.all([api.end('SIGKILL'), worker.end('SIGKILL')]);
      await admin.query('DELETE FROM spec.held');
      await holder.query('SELECT pg_advisory_unlock($1)', [LOCK]);
      await until(async () => (await admin.query(`${WAITS.replace(' AND NOT granted', '')}`)).rowCount === 0);
      // What was not committed is as if it had never been begun.
      expect(await stateOf(asked)).toBe(n === 1 ? 'intended' : STATES[n - 2]);

      await start();
      expect(String((await ask()).body['id'])).toBe(asked);
      await until(async () => (await stateOf(asked)) === 'done');

      for (const text of texts(n)) expect([text, filesWith(folder, text)]).toEqual([text, []]);
      expect((await admin.query(EVENTS, [`beneficiary-${person}`])).rows).toEqual([{ n: 1 }]);
      const keys = await admin.query(
        'SELECT wrapped, destroyed_at IS NOT NULL AS gone FROM keys.subject_keys WHERE key_id = $1',
        [person],
      );
      expect(keys.rows).toEqual([{ wrapped: null, gone: true }]);
      const residues = await admin.query(
        'SELECT kind, count(*)::int AS n, count(subject)::int AS linked FROM privacy.residues GROUP BY kind ORDER BY kind',
      );
      expect(residues.rows).toEqual([
        { kind: 'entry', n, linked: 0 },
        { kind: 'exit', n, linked: 0 },
      ]);
      expect((await client.call(`/parcours/${parcours}`, operator.cookie)).status).toBe(404);
      expect((await client.done('/cases', operator.cookie)).body['items']).toEqual([]);
    },
    3 * MINUTE,
  );
});
