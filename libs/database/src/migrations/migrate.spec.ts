import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { migrate } from './migrate.js';

/** Schemas and the role that owns each. No parameter. */
const SCHEMA_OWNERS = `
  SELECT nspname AS schema, pg_get_userbyid(nspowner) AS owner
  FROM pg_namespace
  WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND nspname <> 'public'`;

/** Attributes of our roles. No parameter. */
const ROLES = `
  SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb
  FROM pg_roles WHERE rolname LIKE 'jalons\\_%' ORDER BY rolname`;

describe('migrations', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let api: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    api = new pg.Client({ connectionString: database.urls.api });
    await Promise.all([owner.connect(), api.connect()]);
  });

  afterAll(async () => {
    await Promise.all([owner.end(), api.end()]);
    await database.drop();
  });

  it('leaves every schema to the owner role', async () => {
    const { rows } = await owner.query<{ schema: string; owner: string }>(SCHEMA_OWNERS);
    const owners = Object.fromEntries(rows.map(({ schema, owner }) => [schema, owner]));
    for (const schema of ['log', 'keys', 'auth', 'engine', 'read', 'building', 'retired', 'journal', 'bullmq']) {
      expect([schema, owners[schema]]).toEqual([schema, 'jalons_owner']);
    }
  });

  it('gives no role more than it needs', async () => {
    const { rows } = await owner.query(ROLES);
    const plain = { rolsuper: false, rolbypassrls: false, rolcanlogin: true, rolcreaterole: false, rolcreatedb: false };
    expect(rows).toEqual([
      { rolname: 'jalons_api', ...plain },
      { rolname: 'jalons_cli', ...plain },
      { rolname: 'jalons_owner', ...plain },
      { rolname: 'jalons_search', ...plain, rolbypassrls: true, rolcanlogin: false },
      { rolname: 'jalons_worker', ...plain },
    ]);
  });

  it('opens no table and no function to a role by default', async () => {
    await owner.query('CREATE TABLE read.probe (id int PRIMARY KEY)');
    await owner.query('CREATE FUNCTION read.probe_count() RETURNS bigint LANGUAGE sql RETURN 1');
    await expect(api.query('SELECT * FROM read.probe')).rejects.toMatchObject({ code: '42501' });
    await expect(api.query('SELECT read.probe_count()')).rejects.toMatchObject({ code: '42501' });
    await expect(api.query('CREATE TABLE public.mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(api.query('CREATE TEMP TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
  });

  it('lets the owner hand a function to the search role, which nobody else may become', async () => {
    await owner.query(
      `CREATE FUNCTION read.who() RETURNS text LANGUAGE sql SECURITY DEFINER RETURN current_user::text`,
    );
    await owner.query('GRANT EXECUTE ON FUNCTION read.who() TO jalons_api');
    await owner.query('ALTER FUNCTION read.who() OWNER TO jalons_search');
    const { rows } = await api.query('SELECT read.who()');
    expect(rows).toEqual([{ who: 'jalons_search' }]);
    await expect(api.query('SET ROLE jalons_search')).rejects.toMatchObject({ code: '42501' });
  });

  it('orders French words by ICU and text otherwise by code point, in UTF-8', async () => {
    const { rows } = await api.query<{ word: string }>(
      `SELECT word FROM unnest(ARRAY['zèbre','Écluse','eau']) word ORDER BY word COLLATE "fr-x-icu"`,
    );
    expect(rows.map(({ word }) => word)).toEqual(['eau', 'Écluse', 'zèbre']);
    const { rows: settings } = await api.query(
      `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate FROM pg_database WHERE datname = current_database()`,
    );
    expect(settings).toEqual([{ encoding: 'UTF8', datcollate: 'C' }]);
  });

  it('does nothing the second time', async () => {
    expect(await migrate(database.urls.owner)).toEqual([]);
  });

  it('brings what is new to an installation that has later numbers already', async () => {
    await owner.query('DROP FUNCTION engine.hash_rows(text)');
    await owner.query(`DELETE FROM migrations.schema_migrations WHERE name = '0080_hash_rows'`);
    expect(await migrate(database.urls.owner)).toEqual(['0080_hash_rows']);
    expect((await owner.query(`SELECT to_regproc('engine.hash_rows')::text AS found`)).rows).toEqual([
      { found: 'engine.hash_rows' },
    ]);
  });
});
