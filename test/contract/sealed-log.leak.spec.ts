import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM_KEY_ID, type CommandContext, type StreamName } from '@jalons/event-log';
import { civilDateOf, randomId, type Uuid } from '@jalons/kernel';
import { masterKeyPath } from '@jalons/privacy';
import pg from 'pg';
import { SEEDED, storedForms } from '../support/seeded-values.js';
import { openStore, type OpenedStore } from '../support/event-store.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const SEEDS = Object.values(SEEDED);

describe('nothing of a payload or a key lies in clear in the database', () => {
  let database: TestDatabase;
  let secretsFolder: string;
  let opened: OpenedStore;
  let admin: pg.Client;
  const [person, actor, structure, territory] = [randomId(), randomId(), randomId(), randomId()];
  const stream: StreamName = `person-${person}`;
  const context: CommandContext = {
    ...{ actor, structure, territory, commandId: randomId(), commandHash: 'aGFzaC1vZi1jb21tYW5kLQ' },
    ...{ correlationId: randomId(), causationId: randomId(), importId: randomId() },
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    secretsFolder = mkdtempSync(join(tmpdir(), 'jalons-leak-'));
    const definitions = [{ type: 'PersonNoted', version: 1, upcasters: {} }];
    opened = await openStore({ urls: database.urls, secretsFolder, definitions });
    const events = SEEDS.map((text) => ({
      type: 'PersonNoted',
      data: { text, nested: { list: [text] } },
      occurredOn: civilDateOf(SEEDED.birthDate),
      keyId: text === SEEDS[1] ? SYSTEM_KEY_ID : person,
    }));
    await opened.store.append(stream, 'none', events, context, person);
    admin = new pg.Client({ connectionString: database.urls.admin });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await opened.close();
    await database.drop();
    rmSync(secretsFolder, { recursive: true });
  });

  /** Every value of every row of the tables of a schema: as its text and as its bytes. */
  async function contents(schema: string): Promise<Buffer> {
    const { rows: tables } = await admin.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1`,
      [schema],
    );
    expect(tables.length).toBeGreaterThan(0);
    const parts: Buffer[] = [];
    for (const { name } of tables) {
      const { rows } = await admin.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      for (const row of rows) {
        for (const value of Object.values(row)) parts.push(Buffer.isBuffer(value) ? value : Buffer.from(String(value)));
      }
    }
    return Buffer.concat(parts);
  }

  const uuidBytes = (id: Uuid): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

  it('the scan finds what is there', async () => {
    const log = await contents('log');
    expect(log.includes(stream)).toBe(true);
    expect(log.includes(person)).toBe(true);
    expect((await opened.store.load(stream)).map((event) => !event.erased && event.data)).toEqual(
      SEEDS.map((text) => ({ text, nested: { list: [text] } })),
    );
  });

  it('no value, date, actor, structure, territory or command in the log or the keys', async () => {
    const [log, keys] = [await contents('log'), await contents('keys')];
    const ids = [actor, structure, territory, ...Object.values(context)].filter((value) => value !== person);
    const seeds = [...SEEDS, ...ids, context.commandHash].map((text) => Buffer.from(text));
    const binary = [actor, structure, territory, context.commandId, context.correlationId].map(uuidBytes);
    for (const seed of [...seeds, ...binary]) {
      for (const form of storedForms(seed)) {
        expect([seed.toString(), log.includes(form), keys.includes(form)]).toEqual([seed.toString(), false, false]);
      }
    }
  });

  it('no data key, master key or derived secret in the log or the keys', async () => {
    const [log, keys] = [await contents('log'), await contents('keys')];
    const file = JSON.parse(readFileSync(masterKeyPath({ secretsFolder }), 'utf8')) as {
      secret: string;
      versions: Record<string, string>;
    };
    const secrets = [
      await opened.keys.forSealing(person),
      await opened.keys.forSealing(SYSTEM_KEY_ID),
      opened.idSecret,
      ...[file.secret, ...Object.values(file.versions)].map((text) => Buffer.from(text, 'base64')),
    ];
    expect(secrets.map(({ length }) => length)).toEqual([32, 32, 32, 32, 32]);
    for (const secret of secrets) {
      for (const form of storedForms(secret)) expect([log.includes(form), keys.includes(form)]).toEqual([false, false]);
    }
  });
});
