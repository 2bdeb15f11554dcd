import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '@jalons/kernel';
import { users } from './users.command.js';

const MINUTES = 60_000;
const PASSWORD = 'quatre mots au hasard';
const INES = ['--given-name', 'Inès', '--family-name', 'Exemple', '--email', 'ines.exemple@structure.test'];

describe('jalons users', () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let product: ChildProcess | undefined;

  beforeAll(() => {
    environment = process.env;
    folder = mkdtempSync(join(tmpdir(), 'jalons users é '));
    process.env = { ...environment, JALONS_DATA: join(folder, 'data'), PORT: '0' };
  });

  afterEach(() => void jest.restoreAllMocks());

  afterAll(async () => {
    await stop();
    process.env = environment;
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });

  async function run(...args: string[]) {
    const said = { out: [] as string[], error: [] as string[] };
    jest.spyOn(console, 'log').mockImplementation((line: unknown) => void said.out.push(String(line)));
    jest.spyOn(console, 'error').mockImplementation((line: unknown) => void said.error.push(String(line)));
    const code = await users(args);
    return { code, out: said.out.join('\n'), error: said.error.join('\n') };
  }

  async function json<Result>(...args: string[]): Promise<Result> {
    const { code, out, error } = await run(...args, '--json');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    return JSON.parse(out) as Result;
  }

  /** `jalons start` in a process of its own; answers its address. */
  async function start(): Promise<string> {
    const loader = pathToFileURL(join(projectRoot(), 'test', 'support', 'typescript.mjs')).href;
    const main = join(projectRoot(), 'apps', 'cli', 'src', 'main.ts');
    const child = spawn(process.execPath, ['--import', loader, main, 'start'], {
      // The environment of a spec is its own: without it, a child gets that of the whole run.
      env: process.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    product = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /répond sur (http:\S+)/.exec(line)?.[1];
      if (address !== undefined) return address;
    }
    throw new Error('the product ended');
  }

  async function stop(): Promise<void> {
    const running = product;
    product = undefined;
    if (running === undefined || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
  }

  it('says what it does, and refuses what it does not know, without opening anything', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('add --given-name') });
    expect((await run()).code).toBe(2);
    expect(await run('fly')).toMatchObject({ code: 2, error: expect.stringContaining('Action inconnue : fly.') });
    expect(await run('list', '--all')).toMatchObject({ code: 2, error: expect.stringContaining('inconnue : --all') });
    expect((await run('list', 'everyone')).code).toBe(2);
    expect((await run('add', '--given-name', 'Inès')).code).toBe(2);
    expect((await run('add', ...INES, '--role', 'king')).code).toBe(2);
    expect((await run('add', ...INES, '--role', 'admin', '--from', '2025-02-29')).code).toBe(2);
    expect((await run('add', ...INES, '--from', '2025-02-28')).code).toBe(2);
    expect((await run('revoke', 'Inès')).code).toBe(2);
  });

  it('makes no installation where there is none', async () => {
    expect(await run('list')).toMatchObject({ code: 1, error: expect.stringContaining('npm start') });
  });

  it(
    'works beside the running product, and on its folder once it has stopped',
    async () => {
      const address = await start();
      const added = await json<{ professional: string; link: string }>('add', ...INES, '--role', 'admin');
      const { professional } = added;
      const row = expect.objectContaining({ professional, name: 'Inès Exemple', hasPassword: false, openSessions: 0 });
      expect(await json('list')).toContainEqual(row);
      expect(await run('add', ...INES, '--role', 'operator')).toMatchObject({
        ...{ code: 1, error: '--structure : Ce rôle s’exerce dans une structure : choisissez-la.' },
      });

      const invited = await json<{ link: string }>('invite', professional);
      const redeem = (link: string) =>
        fetch(`${address}/api/v1/auth/links/redeem`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token: link.split('#')[1], login: INES.at(-1), password: PASSWORD }),
        });
      expect((await redeem(added.link)).status).toBe(422);
      const opened = await redeem(invited.link);
      expect(opened.ok).toBe(true);
      expect(await run('list')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/Inès Exemple {2}actif {2}1 session/),
      });
      expect(await json('revoke', professional)).toEqual({ professional, ended: 1 });
      const cookie = opened.headers.getSetCookie()[0]!.split(';')[0]!;
      expect((await fetch(`${address}/api/v1/auth/me`, { headers: { cookie } })).status).toBe(401);
      const nobody = '00000000-0000-4000-8000-000000000001';
      expect(await run('revoke', nobody)).toMatchObject({ code: 1, error: "Ce professionnel n'existe pas." });

      await stop();
      const lea = ['--given-name', 'Léa', '--family-name', 'Modèle'];
      const later = await json<{ professional: string }>('add', ...lea, '--actor', 'alice');
      await json('disable', professional);
      expect(await json('list')).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ professional, disabled: true }),
          expect.objectContaining({ professional: later.professional, name: 'Léa Modèle' }),
        ]),
      );
    },
    3 * MINUTES,
  );
});
