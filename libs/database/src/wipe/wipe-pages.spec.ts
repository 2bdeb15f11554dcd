import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ConnectionUrls } from '../connections/connection-urls.js';
import type { EmbeddedPostgres } from '../embedded/embedded-postgres.js';
import { openEmbeddedDatabase } from '../embedded/open-embedded.js';
import { StillSeen, wipePages } from './wipe-pages.js';

const NAME = 'Zénaïde-Wipe-Me';

describe('wiping pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jalons-wipe-'));
  let server: EmbeddedPostgres;
  let urls: ConnectionUrls;
  let owner: pg.Client;

  beforeAll(async () => {
    chmodSync(folder, 0o711);
    ({ server, urls } = await openEmbeddedDatabase({ folder }));
    owner = new pg.Client({ connectionString: urls.owner });
    await owner.connect();
    await owner.query(`CREATE TABLE read.people (id int PRIMARY KEY, name text NOT NULL);
                       ALTER TABLE read.people ALTER name SET STATISTICS 0;
                       CREATE INDEX ON read.people (name)`);
  }, 60_000);

  afterAll(async () => {
    await owner.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });

  const holding = (): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => statSync(file).isFile() && readFileSync(file).includes(NAME));

  async function writeAndDelete(): Promise<void> {
    await owner.query('INSERT INTO read.people SELECT n, $1 || n FROM generate_series(1, 100) n', [NAME]);
    await owner.query('ANALYZE read.people');
    await owner.query('CHECKPOINT');
    await owner.query('DELETE FROM read.people');
  }

  it('leaves no byte of what was deleted in heap, indexes, statistics or write-ahead log', async () => {
    await writeAndDelete();
    expect(holding().length).toBeGreaterThan(1);
    expect(await wipePages(urls.owner)).toEqual([]);
    expect(holding()).toEqual([]);
  });

  it('does not take what an open transaction still sees for wiped', async () => {
    const reader = new pg.Client({ connectionString: urls.owner });
    await reader.connect();
    await owner.query('INSERT INTO read.people VALUES (0, $1)', [NAME]);
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT count(*) FROM log.head');
    await owner.query('DELETE FROM read.people');
    await expect(wipePages(urls.owner)).rejects.toThrow(StillSeen);
    await reader.query('COMMIT');
    await reader.end();
    expect(await wipePages(urls.owner)).toEqual([]);
    expect(holding()).toEqual([]);
  });

  it('says what a server refuses, and goes on with the rest', async () => {
    const admin = new pg.Client({ connectionString: urls.admin });
    await admin.connect();
    await admin.query('REVOKE pg_checkpoint FROM jalons_owner');
    expect(await wipePages(urls.owner)).toEqual(['write-ahead-log']);
    await admin.query('GRANT pg_checkpoint TO jalons_owner WITH INHERIT TRUE');
    await admin.end();
  });
});
