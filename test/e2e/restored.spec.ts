import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachEmbeddedDatabase, dataFolder } from '@jalons/database';
import { quarterEnd, quarterStart } from '@jalons/indicators';
import { addDays, dateAt } from '@jalons/kernel';
import { eventTypes, maintain, readConfiguration, restore, startProduct, type RunningProduct } from '@jalons/runtime';
import pg from 'pg';
import { releaseIfDue } from '../../libs/runtime/src/worker/residues.js';
import { openStore } from '../support/event-store.js';
import { filesWith } from '../support/files-with.js';
import { valuesIn, valuesOf } from '../support/her-values.js';
import { OpenedPlace, PASSWORD, type Someone } from '../support/opened-place.js';
import { ProductClient } from '../support/product-client.js';

const MINUTE = 60_000;
const PASSPHRASE = 'une phrase pour la sauvegarde';
const today = dateAt(Date.now(), 'Europe/Paris');
const quiet = { onMessage: () => {}, onLost: () => {} };
const [ERASED, KEPT] = [1, 2];
/** Erased before her, as many as it takes to share a cell of the log (security.md § 3). */
const FORMER = Array.from({ length: 11 }, (_none, index) => 10 + index);
const RESIDUES = `SELECT (to_jsonb(r) - 'releasing')::text AS row FROM privacy.residues r ORDER BY id`;
const RELEASED = 'SELECT to_jsonb(r)::text AS row FROM read.residues r ORDER BY residue';

/** Two people, one of whom is erased between two backups; others were before, and their residues are in the log. */
describe('what a backup brings back', () => {
  const parent = mkdtempSync(join(tmpdir(), 'jalons-restored-'));
  const files = (name: string) => ({
    logFile: join(parent, `${name}.log`),
    keyFile: join(parent, `${name}.keys`),
    passphrase: PASSPHRASE,
  });
  const configuration = (name: string, settings: NodeJS.ProcessEnv = {}) =>
    readConfiguration({ JALONS_DATA: join(parent, name), PORT: '0', ...settings });
  /** A master key that is provided from outside the data folder. */
  const provided = { JALONS_MASTER_KEY_FILE: join(parent, 'provided.key') };
  let operator: Someone;
  let dpo: Someone;
  let residues: readonly unknown[];
  let released: readonly unknown[];
  let erasures: unknown;

  beforeAll(async () => {
    chmodSync(parent, 0o711);
    await running('data', async (client, product, admin) => {
      const place = await OpenedPlace.open(client, /lien#(\S+)/.exec(product.firstLink!)![1]!);
      ({ operator } = place);
      dpo = await place.arrive('dpo');
      const erase = (person: string) =>
        client.done(`/beneficiaries/${person}/erasure`, dpo.cookie, { reason: 'person-request' });
      const list = async () => (await client.done('/erasures', dpo.cookie)).body['items'] as { state: string }[];
      const allDone = async () => {
        while ((await list()).some(({ state }) => state !== 'done')) await admin.query('SELECT pg_sleep(0.05)');
      };
      for (const n of FORMER) await erase(await enters(client, n));
      await allDone();
      await release();
      released = (await admin.query(RELEASED)).rows;
      const person = await enters(client, ERASED);
      await enters(client, KEPT);
      await client.done('/cases', operator.cookie);
      await backUp('before');
      await erase(person);
      await allDone();
      erasures = await list();
      residues = (await admin.query(RESIDUES)).rows;
      await backUp('after');
    });
  }, 3 * MINUTE);

  afterAll(() => rmSync(parent, { recursive: true, force: true, maxRetries: 20 }));

  async function running(
    name: string,
    work: (client: ProductClient, product: RunningProduct, admin: pg.Client) => Promise<void>,
    settings: NodeJS.ProcessEnv = {},
  ): Promise<void> {
    const product = await startProduct(configuration(name, settings), quiet);
    const urls = await attachEmbeddedDatabase(join(parent, name));
    const admin = new pg.Client({ connectionString: urls!.admin });
    try {
      await admin.connect();
      await work(new ProductClient(new URL(product.address).origin), product, admin);
    } finally {
      await admin.end();
      await product.close();
    }
  }

  /** What the worker does in the night before the end of a quarter. */
  async function release(): Promise<void> {
    const urls = (await attachEmbeddedDatabase(join(parent, 'data')))!;
    const { secrets: secretsFolder } = dataFolder(join(parent, 'data'));
    const { store, idSecret, close } = await openStore({
      urls,
      secretsFolder,
      definitions: eventTypes,
      role: 'worker',
    });
    const endOfNextQuarter = quarterEnd(addDays(quarterEnd(quarterStart(today)), 1));
    await releaseIfDue({ url: urls.worker, store, idSecret, zone: 'Europe/Paris', today: () => endOfNextQuarter });
    await close();
  }

  const backUp = (name: string) =>
    maintain(
      configuration('data'),
      () => {},
      ({ backup }) => backup(files(name)),
    );

  async function enters(client: ProductClient, n: number): Promise<string> {
    const { address: _line, text, ...herself } = valuesOf(n);
    const qpv = { code: '2024-grand-mirail', evidence: 'declared' };
    const { body } = await client.done('/beneficiaries', operator.cookie, { ...herself, qpv });
    const opening = { entryChannel: 'walk-in', occurredOn: today, note: text };
    await client.done(`/beneficiaries/${String(body['id'])}/parcours`, operator.cookie, opening);
    return String(body['id']);
  }

  /** The cookie of a new session: none travels in a backup. */
  async function signIn(client: ProductClient, { login }: Someone): Promise<string> {
    return (await client.done('/auth/sign-in', '', { login, password: PASSWORD })).cookie;
  }

  const shownIn = (text: string) => [...new Set(valuesIn(text).map(({ n }) => n))].toSorted();

  it(
    'is everything but her: erasures, the residues that wait and those that the log holds',
    async () => {
      const { erasedAgain } = await restore(configuration('today'), files('after'), () => {});
      expect(erasedAgain).toBe(0);
      await running('today', async (client, _product, admin) => {
        expect((await admin.query(RESIDUES)).rows).toEqual(residues);
        expect(residues).toHaveLength(2);
        expect((await admin.query(RELEASED)).rows).toEqual(released);
        expect(released).toHaveLength(2 * FORMER.length);
        expect((await client.done('/erasures', await signIn(client, dpo))).body['items']).toEqual(erasures);
        const cases = await client.done('/cases', await signIn(client, operator));
        expect(shownIn(cases.text)).toEqual([KEPT]);
      });
    },
    3 * MINUTE,
  );

  it(
    'is not her either, from the log of before with the keys of today',
    async () => {
      const source = { ...files('before'), keyFile: files('after').keyFile };
      const { erasedAgain } = await restore(configuration('yesterday', provided), source, () => {});
      expect(erasedAgain).toBe(1);
      const yesterdays = async (client: ProductClient, _product: RunningProduct, admin: pg.Client) => {
        expect((await admin.query(RELEASED)).rows).toEqual(released);
        const cookie = await signIn(client, operator);
        expect(shownIn((await client.done('/cases', cookie)).text)).toEqual([KEPT]);
        const search = { name: valuesOf(ERASED).familyName };
        // Names that are close are found too: hers is not among them.
        expect(shownIn((await client.done('/people/search', cookie, search)).text)).toEqual([KEPT]);
      };
      await running('yesterday', yesterdays, provided);
      expect(readdirSync(dataFolder(join(parent, 'yesterday')).secrets)).not.toContain('master.key');
      const { givenName, familyName, email, phone, text } = valuesOf(ERASED);
      for (const value of [givenName, familyName, email, phone, text]) {
        expect([value, filesWith(join(parent, 'yesterday'), value)]).toEqual([value, []]);
      }
      expect(filesWith(join(parent, 'yesterday'), valuesOf(KEPT).familyName).length).toBeGreaterThan(0);
    },
    3 * MINUTE,
  );

  it(
    'is nobody without the keys of that day or later',
    async () => {
      for (const name of ['before', 'after']) {
        expect(valuesIn(gunzipSync(readFileSync(files(name).logFile)).toString())).toEqual([]);
      }
      const older = { ...files('after'), keyFile: files('before').keyFile };
      const back = restore(configuration('nobody'), older, () => {});
      await expect(back).rejects.toThrow('plus ancien que le journal');
      const wrong = restore(configuration('nobody'), { ...files('after'), passphrase: 'une autre phrase' }, () => {});
      await expect(wrong).rejects.toThrow('n’ouvre pas');
      await running('another', async (client, product) => {
        await OpenedPlace.open(client, /lien#(\S+)/.exec(product.firstLink!)![1]!);
      });
      const another = files('another');
      await maintain(
        configuration('another'),
        () => {},
        ({ backup }) => backup(another),
      );
      const mixed = restore(configuration('mixed'), { ...files('after'), keyFile: another.keyFile }, () => {});
      await expect(mixed).rejects.toThrow('ne va pas avec ce fichier de clés');
      const others = { JALONS_MASTER_KEY_FILE: join(dataFolder(join(parent, 'another')).secrets, 'master.key') };
      const unopened = restore(configuration('mixed', others), files('after'), () => {});
      await expect(unopened).rejects.toThrow('contient une autre clé maîtresse que celle de cette sauvegarde');
      for (const name of ['nobody', 'mixed']) expect(existsSync(join(parent, name))).toBe(false);
    },
    2 * MINUTE,
  );
});
