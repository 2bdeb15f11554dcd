import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SupervisedFolder, queryOnce } from '../../../../test/support/supervised-folder.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { isAlive } from './process-identity.js';

/** Settings that the specification asks for. No parameter. */
const SETTINGS = `
  SELECT name, setting FROM pg_settings
  WHERE name IN ('server_encoding', 'listen_addresses', 'log_error_verbosity', 'wal_recycle', 'unix_socket_directories',
                 'lc_messages', 'TimeZone', 'password_encryption')
  ORDER BY name COLLATE "C"`;

describe('EmbeddedPostgres', () => {
  let place: SupervisedFolder;

  beforeEach(() => {
    place = new SupervisedFolder();
  });

  afterEach(() => place.remove());

  it('opens a path with spaces and accents, without LANG, as the specification says', async () => {
    const server = place.open({ PATH: process.env.PATH });
    const { urls, pid } = await server.ready();
    expect(await queryOnce(urls?.admin, SETTINGS)).toEqual([
      { name: 'TimeZone', setting: 'UTC' },
      { name: 'lc_messages', setting: 'C' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'log_error_verbosity', setting: 'terse' },
      { name: 'password_encryption', setting: 'scram-sha-256' },
      { name: 'server_encoding', setting: 'UTF8' },
      { name: 'unix_socket_directories', setting: '' },
      { name: 'wal_recycle', setting: 'off' },
    ]);
    const secrets = join(place.folder, 'secrets');
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    expect(statSync(join(secrets, 'postgresql.json')).mode & 0o777).toBe(0o600);
    const wrong = new URL(urls?.admin ?? '');
    wrong.password = 'wrong';
    await expect(queryOnce(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await server.kill('SIGTERM')).toBe(0);
    expect(isAlive(pid ?? 0)).toBe(false);
  });

  it('takes over after a kill -9 of its parent, and keeps what was committed', async () => {
    const killed = place.open();
    const before = await killed.ready();
    await queryOnce(before.urls?.owner, 'CREATE TABLE read.committed AS SELECT 7 AS n');
    await killed.kill('SIGKILL');
    expect(isAlive(before.pid ?? 0)).toBe(true);
    const after = await place.open().ready();
    expect(isAlive(before.pid ?? 0)).toBe(false);
    expect(after.pid).not.toBe(before.pid);
    expect(await queryOnce(after.urls?.owner, 'SELECT n FROM read.committed')).toEqual([{ n: 7 }]);
  });

  it('starts again on the same port after a kill -9 of the server', async () => {
    const server = place.open();
    const { pid, port, urls } = await server.ready();
    await queryOnce(urls?.owner, 'CREATE TABLE read.committed AS SELECT 7 AS n');
    process.kill(pid ?? 0, 'SIGKILL');
    await server.line(({ message }) => message?.includes('a redémarré') === true);
    expect(await queryOnce(urls?.owner, 'SELECT n FROM read.committed')).toEqual([{ n: 7 }]);
    expect(place.read('postgres.port').trim()).toBe(String(port));
    expect(await server.kill('SIGTERM')).toBe(0);
  });

  it('refuses a folder that another start holds, and says who', async () => {
    const holder = place.open();
    await holder.ready();
    const second = place.open();
    const { error, text } = await second.line((line) => line.error !== undefined);
    expect(error).toBe('locked');
    expect(text).toContain('déjà ouvert');
    expect(await second.exited).toBe(1);
    await expect(EmbeddedPostgres.start({ folder: place.folder })).rejects.toMatchObject({ code: 'locked' });
  });

  it('refuses a folder of another major version and leaves it as it was', async () => {
    mkdirSync(join(place.folder, 'postgres'), { recursive: true });
    writeFileSync(join(place.folder, 'postgres', 'PG_VERSION'), '17\n');
    const refused = EmbeddedPostgres.start({ folder: place.folder });
    await expect(refused).rejects.toMatchObject({ code: 'other-major' });
    await expect(refused).rejects.toThrow(/PostgreSQL 17.*jalons export.*jalons import/s);
    expect(place.read('postgres', 'PG_VERSION')).toBe('17\n');
  });

  it('works below a folder that only its owner may enter', async () => {
    chmodSync(place.parent, 0o700);
    const server = place.open();
    const { urls } = await server.ready();
    expect(await queryOnce(urls?.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await server.kill('SIGTERM')).toBe(0);
    // Moved in the open, the same folder is given to the user that can run it from there.
    chmodSync(place.parent, 0o755);
    const again = await place.open().ready();
    expect(await queryOnce(again.urls?.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
