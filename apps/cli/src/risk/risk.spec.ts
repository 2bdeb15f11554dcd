import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createPool, dataFolder, openEmbeddedDatabase } from '@jalons/database';
import { SYSTEM_ACTOR_ID } from '@jalons/event-log';
import { addDays } from '@jalons/kernel';
import { openStore } from '../../../../test/support/event-store.js';
import { RISK_DEFINITIONS } from '../../../../test/support/risk/definitions.js';
import { inventedId, inventedLife, type LivesSettings } from '../../../../test/support/risk/invented-lives.js';
import { fillWithLives } from '../../../../test/support/risk/lives-log.js';
import { risk } from './risk.command.js';

const LIVES: LivesSettings = {
  ...{ people: 40, from: '2025-01-06', days: 200, until: '2025-11-30', territory: inventedId('territory', 1) },
};

interface Told {
  readonly known: boolean;
  readonly level: string;
  readonly rules: readonly {
    readonly instance: string;
    readonly flagged: boolean;
    readonly expectedOn: string | null;
  }[];
}

describe('jalons risk', () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-risk-'));
    const opened = await openEmbeddedDatabase({ folder });
    const secretsFolder = dataFolder(folder).secrets;
    const store = await openStore({ urls: opened.urls, secretsFolder, definitions: RISK_DEFINITIONS });
    await fillWithLives(opened.urls.owner, store, LIVES);
    await store.close();
    await opened.server.stop();
    environment = process.env;
    process.env = { ...environment, JALONS_DATA: folder, PORT: '0' };
  }, 180_000);
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => {
    process.env = environment;
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });

  async function run(...args: string[]) {
    const said = { out: [] as string[], error: [] as string[] };
    jest.spyOn(console, 'log').mockImplementation((line: unknown) => void said.out.push(String(line)));
    jest.spyOn(console, 'error').mockImplementation((line: unknown) => void said.error.push(String(line)));
    const code = await risk(args);
    return { code, out: said.out.join('\n'), error: said.error.join('\n') };
  }
  const accesses = async () => {
    const { urls, server } = await openEmbeddedDatabase({ folder });
    const pool = createPool(urls.cli, { name: 'spec', max: 1 });
    const { rows } = await pool.query<object>('SELECT * FROM journal.accesses ORDER BY at_ms');
    await pool.end();
    await server.stop();
    return rows;
  };
  const explained = async (parcours: string, on: string) =>
    JSON.parse((await run('explain', parcours, '--on', on, '--json')).out) as Told;

  it('says why on a day, and when it would be otherwise, without what came later', async () => {
    // Somebody who was met, and left by no exit: silence brings R1 in the end.
    const n = Array.from({ length: LIVES.people }, (_, index) => index).find((index) => {
      const types = inventedLife(index, LIVES).map(({ event }) => event.type);
      return !types.includes('ParcoursExited') && !types.includes('ObjectionRecorded') && types.length > 6;
    })!;
    const opened = inventedLife(n, LIVES).find(({ event }) => event.type === 'ParcoursOpened')!.on;
    const parcours = inventedId('parcours', n);
    expect(await explained(parcours, addDays(opened, -1))).toMatchObject({ known: false, rules: [] });
    const first = await explained(parcours, opened);
    expect(first).toMatchObject({ known: true, level: 'none' });
    const silence = first.rules.find(({ instance }) => instance === 'R1')!;
    // Sixty days for the ordinary phase, forty-five in outreach: whatever happened meanwhile was not known.
    expect([addDays(opened, 45), addDays(opened, 60)]).toContain(silence.expectedOn);
    const { code, out } = await run('explain', parcours, '--on', '2025-11-30');
    expect(code).toBe(0);
    expect(out).toContain('Le 30/11/2025');
  }, 120_000);

  it('leaves a line in the access journal for each explanation', async () => {
    const before = (await accesses()).length;
    const opening = inventedLife(3, LIVES).find(({ event }) => event.type === 'ParcoursOpened')!;
    expect((await run('explain', inventedId('parcours', 3), '--on', opening.on)).code).toBe(0);
    expect((await run('explain', inventedId('none', 1), '--on', opening.on)).code).toBe(1);
    const lines = await accesses();
    expect(lines).toHaveLength(before + 1);
    expect(lines.at(-1)).toMatchObject({
      ...{ professional: SYSTEM_ACTOR_ID, role: 'command-line', action: 'parcours-risk' },
      ...{ subjects: [opening.keyId], reasons: ['duty'], territory: LIVES.territory },
    });
  }, 120_000);

  it('reviews what is due, once', async () => {
    const at = '2025-11-30T12:00:00Z';
    const first = JSON.parse((await run('review', '--at', at, '--json')).out) as Record<string, number>;
    expect(first).toMatchObject({ at: '2025-11-30T12:00:00.000Z', reviewed: LIVES.people, failed: 0 });
    expect(first['changed']).toBeGreaterThan(0);
    // Alerts raised ask for another look, which changes nothing.
    const again = JSON.parse((await run('review', '--at', at, '--json')).out) as Record<string, number>;
    expect(again).toMatchObject({ changed: 0, failed: 0 });
  }, 120_000);

  it.each([
    ['nothing', [], 2, 'Dites explain ou review'],
    ['no parcours', ['explain', '--on', '2025-01-06'], 2, 'attend l’identifiant d’un parcours'],
    ['no day', ['explain', inventedId('parcours', 1)], 2, '--on attend une date'],
    ['a time without its zone', ['review', '--at', '2025-11-30T12:00:00'], 2, '--at attend un instant'],
    ['a time on a day that does not exist', ['review', '--at', '2026-02-30T12:00:00Z'], 2, '--at attend un instant'],
    ['a parcours that is none', ['explain', inventedId('none', 1), '--on', '2025-03-01'], 1, 'n’existe pas'],
    ['a review of what is to come', ['review', '--at', '2999-01-01T00:00:00Z'], 1, 'Choisissez un instant passé'],
    ['a day to come', ['explain', inventedId('parcours', 1), '--on', '2999-01-01'], 1, 'jour passé'],
  ])('refuses %s, and says how', async (_, args, code, sentence) => {
    const answer = await run(...args);
    expect(answer).toMatchObject({ code, error: expect.stringContaining(sentence) });
  });
});
