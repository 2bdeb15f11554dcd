import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SupervisedFolder, queryOnce } from '../../../../test/support/supervised-folder.js';
import { isAlive } from './process-identity.js';

describe('EmbeddedPostgres, the rarer cases', () => {
  let place: SupervisedFolder;

  beforeEach(() => {
    place = new SupervisedFolder();
  });

  afterEach(() => place.remove());

  it('keeps its port and its data from one start to the next', async () => {
    const first = place.open();
    const { urls, port } = await first.ready();
    await queryOnce(urls?.owner, 'CREATE TABLE read.kept AS SELECT 42 AS answer');
    await first.kill('SIGTERM');
    const second = await place.open().ready();
    expect(second.port).toBe(port);
    expect(await queryOnce(second.urls?.owner, 'SELECT answer FROM read.kept')).toEqual([{ answer: 42 }]);
  });

  it('goes to another port when its own is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port: taken } = squatter.address() as AddressInfo;
    mkdirSync(place.folder);
    writeFileSync(join(place.folder, 'postgres.port'), String(taken));
    const { port, urls } = await place.open().ready();
    expect(port).not.toBe(taken);
    expect(await queryOnce(urls?.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await new Promise((resolve) => squatter.close(resolve));
  });

  it('outlives Ctrl-C of the terminal until it is stopped', async () => {
    const server = place.open(process.env, true);
    const { pid } = await server.ready();
    await server.kill('SIGINT', true);
    expect(isAlive(pid ?? 0)).toBe(true);
  });

  it('ignores a postmaster.pid that names a process of someone else', async () => {
    const first = place.open();
    await first.ready();
    await first.kill('SIGTERM');
    // This very process is alive and no PostgreSQL of that folder: killing it would end the test.
    writeFileSync(
      join(place.folder, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${place.folder}/postgres\n0\n5432\n\n127.0.0.1\n`,
    );
    const { urls } = await place.open().ready();
    expect(await queryOnce(urls?.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('begins anew when the first start was killed while it made the cluster', async () => {
    mkdirSync(join(place.folder, 'postgres.new', 'data'), { recursive: true });
    writeFileSync(join(place.folder, 'postgres.new', 'data', 'PG_VERSION'), '18\n');
    const { urls } = await place.open().ready();
    expect(await queryOnce(urls?.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('writes no value of a failed statement to its logs', async () => {
    const server = place.open();
    const { urls } = await server.ready();
    await expect(queryOnce(urls?.api, `SELECT 'Zéphyrine'::int`)).rejects.toMatchObject({ code: '22P02' });
    await server.kill('SIGTERM');
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const logs = days.map((day) => place.read('logs', 'postgres', `postgres-${day}.log`)).join('');
    expect(logs).toContain('database system is ready');
    expect(logs).not.toContain('phyrine');
  });
});
