import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedDatabase } from '@jalons/database';
import { createTestDatabase } from '../../../../test/support/test-database.js';
import { users } from '../users/users.command.js';
import { backup } from './backup.command.js';
import { rebuild } from './rebuild.command.js';
import { restore } from './restore.command.js';
import { verify } from './verify.command.js';

const INES = ['--given-name', 'Inès', '--family-name', 'Exemple', '--email', 'ines.exemple@structure.test'];

describe('jalons verify, rebuild, backup and restore', () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    environment = process.env;
    folder = mkdtempSync(join(tmpdir(), 'jalons maintenance é '));
    process.env = { ...environment, PORT: '0', JALONS_BACKUP_PASSPHRASE: 'une phrase de sauvegarde' };
    at('data');
    const opened = await openEmbeddedDatabase({ folder: join(folder, 'data') });
    await opened.server.stop();
    expect((await run(users, 'add', ...INES, '--role', 'admin')).code).toBe(0);
  }, 120_000);

  afterEach(() => void jest.restoreAllMocks());

  afterAll(() => {
    process.env = environment;
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });

  function at(name: string): void {
    process.env['JALONS_DATA'] = join(folder, name);
  }

  async function run(command: (args: readonly string[]) => Promise<number>, ...args: string[]) {
    const said = { out: [] as string[], error: [] as string[] };
    jest.spyOn(console, 'log').mockImplementation((line: unknown) => void said.out.push(String(line)));
    jest.spyOn(console, 'error').mockImplementation((line: unknown) => void said.error.push(String(line)));
    const code = await command(args);
    return { code, out: said.out.join('\n'), error: said.error.join('\n') };
  }

  async function json(command: (args: readonly string[]) => Promise<number>, ...args: string[]): Promise<unknown> {
    const { code, out, error } = await run(command, ...args, '--json');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    return JSON.parse(out);
  }

  it('finds the log whole and every table as the log says', async () => {
    const verified = await json(verify);
    expect(verified).toMatchObject({ ok: true, faultCount: 0, erased: 0 });
    const { projections } = verified as { projections: { status: string }[] };
    expect(new Set(projections.map(({ status }) => status))).toEqual(new Set(['equal']));
  });

  it('rebuilds the read models named, and no others', async () => {
    expect(await json(rebuild, 'mandates')).toMatchObject({
      ok: true,
      projections: [{ projection: 'mandates', status: 'swapped' }],
    });
    expect(await run(rebuild, 'inconnue')).toMatchObject({ code: 1, error: expect.stringContaining('inconnue') });
  });

  it('brings an installation back in another folder, accounts and read models included', async () => {
    const before = await json(verify, '--log-only');
    const name = join(folder, 'sauvegarde');
    expect(await json(backup, name)).toMatchObject({ logFile: `${name}.log` });
    at('elsewhere');
    expect(await json(restore, name)).toMatchObject({ erasedAgain: 0 });
    expect(await json(verify, '--log-only')).toEqual(before);
    expect((await run(verify)).code).toBe(0);

    expect(await run(restore, name)).toMatchObject({ code: 1, error: expect.stringContaining('dossier vide') });
    at('data');
  });

  it('say on a terminal how far they are, on one line that is gone at the end; nothing where there is none', async () => {
    const written: string[] = [];
    const told = async (command: (args: readonly string[]) => Promise<number>, ...args: string[]) => {
      written.length = 0;
      jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
      expect((await run(command, ...args)).code).toBe(0);
      return written.join('');
    };
    expect(await told(verify)).toBe('');
    const ends = '\r\u001B[K';
    const line = (label: string) => expect.stringMatching(new RegExp(`${label} : \\d+[^]*\r\u001B\\[K$`));
    const { isTTY } = process.stderr;
    process.stderr.isTTY = true;
    try {
      expect(await told(verify)).toEqual(line('Événements repris, toutes tables confondues'));
      expect(written.join('')).toContain(`${ends}Événements relus : `);
      expect(await told(rebuild, 'mandates')).toEqual(line('Événements repris, toutes tables confondues'));
      expect(await told(backup, join(folder, 'montrée'))).toEqual(line('Événements sauvegardés'));
      at('shown');
      expect(await told(restore, join(folder, 'montrée'))).toEqual(line('Événements restaurés'));
    } finally {
      process.stderr.isTTY = isTTY;
      at('data');
    }
  });

  it('reads no log whose tables it could not look at for want of an address', async () => {
    const database = await createTestDatabase();
    const { isTTY } = process.stderr;
    const told = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    process.env['DATABASE_URL'] = database.urls.cli;
    process.stderr.isTTY = true;
    try {
      const wanting = (name: string) => ({ code: 1, out: '', error: expect.stringContaining(name) });
      expect(await run(verify)).toEqual(wanting('DATABASE_OWNER_URL'));
      process.env['DATABASE_OWNER_URL'] = database.urls.owner;
      expect(await run(verify)).toEqual(wanting('DATABASE_WORKER_URL'));
      expect(told).not.toHaveBeenCalled();
      expect((await run(verify, '--log-only')).code).toBe(0);
      expect(told).toHaveBeenCalled();
    } finally {
      process.stderr.isTTY = isTTY;
      for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) delete process.env[name];
      await database.drop();
    }
  });

  it('makes nothing of a damaged file, and never starts from a folder whose restore was cut short', async () => {
    at('half');
    const name = join(folder, 'abîmée');
    copyFileSync(join(folder, 'sauvegarde.keys'), `${name}.keys`);
    writeFileSync(`${name}.log`, 'coupé');
    expect((await run(restore, name)).code).toBe(1);
    expect(existsSync(join(folder, 'half'))).toBe(false);

    mkdirSync(join(folder, 'half', 'postgres'), { recursive: true });
    writeFileSync(join(folder, 'half', 'restore-incomplete'), '');
    expect(await run(verify)).toMatchObject({ code: 1, error: expect.stringContaining('supprimez ce dossier') });
    at('data');
  });

  it.each([
    ['backup', backup],
    ['restore', restore],
    ['verify', verify],
    ['rebuild', rebuild],
  ])('explains %s', async (word, command) => {
    expect(await run(command, '--help')).toMatchObject({ code: 0, out: expect.stringContaining(`-- ${word}`) });
    expect((await run(command, '--inconnue')).code).toBe(2);
  });

  it('names the file that cannot be read, and the folder where nothing can be written', async () => {
    const absent = join(folder, 'absent');
    for (const command of [backup, restore]) {
      const { code, error } = await run(command, 'x', '--passphrase-file', absent);
      expect([code, error]).toEqual([2, expect.stringContaining(`${absent} ne peut pas être lu (ENOENT)`)]);
    }
    expect(await run(backup, join(absent, 'x'))).toEqual({
      ...{ code: 1, out: '' },
      error: `Rien ne peut être écrit dans ${absent} (ENOENT) : créez ce dossier, ou donnez-en un autre.`,
    });
    at('nothing');
    const keys = join(folder, 'sauvegarde.keys');
    expect(await run(restore, join(absent, 'x'), '--keys', keys)).toEqual({
      ...{ code: 1, out: '' },
      error: `${join(absent, 'x.log')} ne peut être lu, ou n'est pas entier.`,
    });
    at('data');
  });

  it('asks for a passphrase', async () => {
    delete process.env['JALONS_BACKUP_PASSPHRASE'];
    expect(await run(backup, 'x')).toMatchObject({ code: 2, error: expect.stringContaining('--passphrase-file') });
  });
});
