import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { queryOnce, SupervisedFolder } from '../../../../test/support/supervised-folder.js';
import { attachEmbeddedDatabase, isInstalled } from './attach-embedded.js';

describe('attachEmbeddedDatabase', () => {
  let supervised: SupervisedFolder;

  beforeEach(() => {
    supervised = new SupervisedFolder();
  });

  afterEach(() => supervised.remove());

  it('finds nothing where nothing was made', async () => {
    expect(isInstalled(supervised.folder)).toBe(false);
    expect(await attachEmbeddedDatabase(supervised.folder)).toBeUndefined();
  });

  it('gives the addresses of a running server, and finds none once it stopped', async () => {
    const running = supervised.open();
    const started = await running.ready();
    expect(isInstalled(supervised.folder)).toBe(true);
    const urls = await attachEmbeddedDatabase(supervised.folder);
    expect(urls).toEqual(started.urls);
    const rows = await queryOnce<{ name: string }>(urls?.cli, 'SELECT current_user::text AS name');
    expect(rows).toEqual([{ name: 'jalons_cli' }]);
    await running.kill('SIGTERM');
    expect(await attachEmbeddedDatabase(supervised.folder)).toBeUndefined();
  });

  it('finds none behind a process that was killed, though its server is still there', async () => {
    const running = supervised.open();
    await running.ready();
    await running.kill('SIGKILL');
    expect(await attachEmbeddedDatabase(supervised.folder)).toBeUndefined();
  });
});
