import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createPool, ScopedDatabase } from '@jalons/database';
import { beneficiaryEvents } from '@jalons/beneficiaries';
import { commandHashOf, SYSTEM_ACTOR_ID, type CommandContext } from '@jalons/event-log';
import { usersOf } from '@jalons/identity';
import { civilDateOf, randomId, type Uuid } from '@jalons/kernel';
import { destroyKeys } from '@jalons/privacy';
import pg from 'pg';
import { openStore, type OpenedStore } from '../../../../test/support/event-store.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { eraseAgain } from './erase-again.js';
import { checkBackup } from './check-backup.js';
import { readKeyFile } from './key-file.js';
import { restoreBackup } from './restore-backup.js';
import { writeBackup } from './write-backup.js';

const PASSPHRASE = 'une phrase pour la sauvegarde';
const TODAY = civilDateOf('2026-11-24');

describe('backup and restore', () => {
  let folder: string;
  let source: TestDatabase;
  let opened: OpenedStore;
  const people: Uuid[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-backup-'));
    source = await createTestDatabase();
    opened = await openStore({ urls: source.urls, secretsFolder: folder, definitions: beneficiaryEvents });
    for (let n = 0; n < 5; n += 1) people.push(await register(`Zélie${n}`));
    const pool = createPool(source.urls.cli, { name: 'spec', max: 1, pipeline: true });
    const users = usersOf({ database: new ScopedDatabase(pool), idSecret: opened.idSecret });
    await users.createAccount(people[0]!, { login: 'zelie@exemple.fr', password: 'une phrase assez longue' });
    await pool.query('SELECT journal.record($1::jsonb)', [
      JSON.stringify([access('2026-10-31'), access('2026-11-02')]),
    ]);
    await pool.end();
  });

  afterAll(async () => {
    await opened.close();
    await source.drop();
    rmSync(folder, { recursive: true });
  });

  async function register(givenName: string): Promise<Uuid> {
    const id = randomId();
    const data = { givenName, familyName: 'Exemple' };
    const decided = { type: 'BeneficiaryRegistered', data, occurredOn: TODAY } as never;
    await opened.store.append(`beneficiary-${id}`, 'none', [decided], contextOf(id), id);
    return id;
  }

  function access(day: string) {
    const at = Date.parse(day);
    const who = { request: randomId(), professional: people[1], role: 'operator', action: 'cases' };
    return { ...who, subjects: [people[2]], reasons: ['referent'], at };
  }

  const files = (name: string) => ({ logFile: join(folder, `${name}.log`), keyFile: join(folder, `${name}.keys`) });
  const parts = () => ({
    ...{ log: opened.log, keys: opened.keys, ownerUrl: source.urls.owner },
    masterKeyFile: join(folder, 'master.key'),
  });

  async function restored(
    { logFile, keyFile }: { logFile: string; keyFile: string },
    look: (target: TestDatabase, store: OpenedStore) => Promise<void>,
  ) {
    const keys = readKeyFile(keyFile, PASSPHRASE);
    await checkBackup(logFile, keys);
    const target = await createTestDatabase();
    const secretsFolder = mkdtempSync(join(folder, 'restored-'));
    try {
      await restoreBackup(logFile, keys, { ownerUrl: target.urls.owner, secretsFolder });
      const store = await openStore({ urls: target.urls, secretsFolder, definitions: beneficiaryEvents });
      await look(target, store).finally(() => store.close());
    } finally {
      await target.drop();
    }
  }

  it('brings everything back: events as they were, accounts, the journal of each month', async () => {
    const { logFile, keyFile } = files('whole');
    const done = await writeBackup(parts(), { logFile, keyFile, passphrase: PASSPHRASE });
    expect(done.events).toBe(5);
    expect(statSync(logFile).mode & 0o777).toBe(0o600);
    await restored({ logFile, keyFile }, async (target, store) => {
      const [before, after] = [opened, store].map(({ log }) => log.readAll({ after: null, maxCount: 100 }));
      expect(await after).toEqual(await before);
      const [zelie] = await store.store.load(`beneficiary-${people[0]}`);
      expect(zelie).toMatchObject({ erased: false, data: { givenName: 'Zélie0' } });
      for (const table of ['auth.accounts', 'auth.settings', 'journal.accesses', 'keys.master_versions']) {
        expect(await rowsOf(target, table)).toEqual(await rowsOf(source, table));
      }
    });
  });

  it('brings back neither names of files that an earlier version kept, nor positions of the log of then', async () => {
    const owner = new pg.Client({ connectionString: source.urls.owner });
    await owner.connect();
    await owner.query(
      `INSERT INTO import.imports (number, id, source, profile, territory, actor, reference_on, files, begun_at, summary)
       VALUES (1, $1, 'source', 'profile', $1, $1, '2026-01-01', '[{"name": "Mme DUPONT.csv", "bytes": 7, "digest": "d"}]',
               0, '{"files": [{"name": "Mme DUPONT.csv"}], "position": "0000000000000000007-0000000000000000007"}')`,
      [randomId()],
    );
    await owner.query(
      `INSERT INTO import.anomalies VALUES (1, 'Mme DUPONT.csv', 2, 'contact', 'odd', 'DUPONT', 'refused')`,
    );
    await owner.end();
    const { logFile, keyFile } = files('names');
    await writeBackup(parts(), { logFile, keyFile, passphrase: PASSPHRASE });
    await restored({ logFile, keyFile }, async (target) => {
      const kept = [await rowsOf(target, 'import.imports'), await rowsOf(target, 'import.anomalies')];
      expect(JSON.stringify(kept)).not.toContain('DUPONT');
      expect(kept.flat().map(({ row }) => JSON.parse(row))).toMatchObject([
        { files: [{ bytes: 7, digest: 'd' }], summary: { files: [{ name: 'fichier 1' }], position: null } },
        { import: 1, file: 'fichier 1', line: 2, code: 'odd', column: '' },
      ]);
    });
  });

  it('takes what waited at the ends of quarters before the backup for released then, where it says no day', async () => {
    const owner = new pg.Client({ connectionString: source.urls.owner });
    await owner.connect();
    await owner.query(
      `INSERT INTO privacy.erasures (id, subject, reason, requested_by, requested_ms) VALUES ($1, $1, 'person-request', $1, 0)`,
      [randomId()],
    );
    const last = `SELECT date_trunc('quarter', to_timestamp(recorded_at / 1000.0) AT TIME ZONE 'Europe/Paris'
                    + interval '19 hours 30 minutes')::date - 1 AS released_on FROM log.head`;
    const [expected] = (await owner.query(`SELECT to_jsonb(t) AS row FROM (${last}) t`)).rows;
    await owner.end();
    const { logFile, keyFile } = files('releases');
    await writeBackup(parts(), { logFile, keyFile, passphrase: PASSPHRASE });
    await restored({ logFile, keyFile }, async (target) => {
      const rows = await rowsOf(target, 'privacy.residue_releases');
      expect(rows.map(({ row }) => JSON.parse(row))).toEqual([{ only_row: true, ...expected.row }]);
    });
  });

  it('says nothing in clear, in either file', async () => {
    const { logFile, keyFile } = files('clear');
    await writeBackup(parts(), { logFile, keyFile, passphrase: PASSPHRASE });
    const text = gunzipSync(readFileSync(logFile)).toString() + readFileSync(keyFile, 'utf8');
    const secret = JSON.parse(readFileSync(join(folder, 'master.key'), 'utf8')) as { secret: string };
    for (const word of ['Zélie', 'Exemple', 'operator', 'referent', secret.secret]) expect(text).not.toContain(word);
  });

  it('never brings back a person erased since: yesterday’s log with the keys of today', async () => {
    const before = files('before');
    await writeBackup(parts(), { ...before, passphrase: PASSPHRASE });
    await destroyKeys(opened.pool, [people[3]!]);
    const after = files('after');
    await writeBackup(parts(), { ...after, passphrase: PASSPHRASE });
    await restored({ logFile: before.logFile, keyFile: after.keyFile }, async (target, store) => {
      const erase = { log: store.log, store: store.store, ownerUrl: target.urls.owner, idSecret: store.idSecret };
      expect(await eraseAgain({ ...erase, today: TODAY })).toBe(1);
      expect(await eraseAgain({ ...erase, today: TODAY })).toBe(0);
      const events = await store.store.load(`beneficiary-${people[3]}`);
      expect(events.map(({ type, erased }) => [type, erased])).toEqual([
        ['BeneficiaryRegistered', true],
        ['BeneficiaryErased', false],
      ]);
    });
  });

  it('refuses keys older than the log, which lack somebody or bring her back', async () => {
    const [gone, older] = [await register('Odile'), files('older')];
    await writeBackup(parts(), { ...older, passphrase: PASSPHRASE });
    const refused = async (name: string) => {
      const { logFile } = files(name);
      await writeBackup(parts(), { ...files(name), passphrase: PASSPHRASE });
      await checkBackup(logFile, readKeyFile(files(name).keyFile, PASSPHRASE));
      await expect(checkBackup(logFile, readKeyFile(older.keyFile, PASSPHRASE))).rejects.toThrow(
        'ne va pas avec ce fichier de clés, qui est plus ancien que le journal',
      );
    };
    await destroyKeys(opened.pool, [gone]);
    const erase = { log: opened.log, store: opened.store, ownerUrl: source.urls.owner, idSecret: opened.idSecret };
    await eraseAgain({ ...erase, today: TODAY });
    await refused('erased-since');
    await writeBackup(parts(), { ...older, passphrase: PASSPHRASE });
    await register('Ursule');
    await refused('come-since');
  });

  it('leaves an earlier pair whole until the new one is', async () => {
    const target = files('kept');
    await writeBackup(parts(), { ...target, passphrase: PASSPHRASE });
    const pair = () => Object.values(target).map((file) => readFileSync(file));
    const before = pair();
    await register('Yvette');
    await expect(writeBackup(parts(), { ...target, passphrase: 'courte' })).rejects.toThrow('12 caractères');
    expect(pair()).toEqual(before);
    // The log is read by then, the keys cannot be.
    const keyless = { ...parts(), masterKeyFile: join(folder, 'absent') };
    await expect(writeBackup(keyless, { ...target, passphrase: PASSPHRASE })).rejects.toThrow('ENOENT');
    expect(pair()).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    await writeBackup(parts(), { ...target, passphrase: PASSPHRASE });
    expect(pair()).not.toEqual(before);
    await checkBackup(target.logFile, readKeyFile(target.keyFile, PASSPHRASE));
  });

  it('says where nothing can be written', async () => {
    const nowhere = { ...files('none/x'), passphrase: PASSPHRASE };
    await expect(writeBackup(parts(), nowhere)).rejects.toThrow(
      `Rien ne peut être écrit dans ${join(folder, 'none')} (ENOENT) : créez ce dossier`,
    );
  });

  it('needs the passphrase, and a file of keys', async () => {
    const { logFile, keyFile } = files('refused');
    await writeBackup(parts(), { logFile, keyFile, passphrase: PASSPHRASE });
    expect(() => readKeyFile(keyFile, 'une autre phrase')).toThrow('n’ouvre pas');
    expect(() => readKeyFile(logFile, PASSPHRASE)).toThrow('pas un fichier de clés');
  });

  it.each([
    ['cut short', (lines: string[]) => lines.slice(0, -2)],
    ['without one line', (lines: string[]) => lines.toSpliced(2, 1)],
    ['with two lines swapped', (lines: string[]) => lines.with(2, lines[3]!).with(3, lines[2]!)],
    ['with a line more after the end', (lines: string[]) => [...lines, lines[1]!]],
  ])('refuses a log file %s, before anything is made of it', async (_, change) => {
    const { logFile, keyFile } = files('damaged');
    await writeBackup(parts(), { logFile, keyFile, passphrase: PASSPHRASE });
    const lines = gunzipSync(readFileSync(logFile)).toString().trimEnd().split('\n');
    writeFileSync(logFile, gzipSync(`${change(lines).join('\n')}\n`));
    await expect(restored({ logFile, keyFile }, () => Promise.resolve())).rejects.toThrow(/abîmé ou incomplet/);
    writeFileSync(logFile, readFileSync(logFile).subarray(0, -20));
    await expect(restored({ logFile, keyFile }, () => Promise.resolve())).rejects.toThrow(/abîmé|entier/);
  });

  it('refuses a folder that is in use', async () => {
    const { logFile, keyFile } = files('in-use');
    await writeBackup(parts(), { logFile, keyFile, passphrase: PASSPHRASE });
    const again = restoreBackup(logFile, readKeyFile(keyFile, PASSPHRASE), {
      ownerUrl: source.urls.owner,
      secretsFolder: folder,
    });
    await expect(again).rejects.toThrow('choisissez-en un vide');
  });
});

function contextOf(id: Uuid): CommandContext {
  return { commandId: id, commandHash: commandHashOf(id), actor: SYSTEM_ACTOR_ID, correlationId: id };
}

async function rowsOf(database: TestDatabase, table: string): Promise<readonly { readonly row: string }[]> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  try {
    return (await client.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${table} t ORDER BY 1`)).rows;
  } finally {
    await client.end();
  }
}
