import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openStore } from '../../../../test/support/event-store.js';
import { RISK_DEFINITIONS } from '../../../../test/support/risk/definitions.js';
import { inventedId } from '../../../../test/support/risk/invented-lives.js';
import { fillWithLives } from '../../../../test/support/risk/lives-log.js';
import { DEFAULT_RULES } from '../../../../test/support/risk/story.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { backtest } from './backtest.command.js';

/** What a program may rely on. */
const PROMISED = [
  ...['ruleSet', 'position', 'landmarks', 'baseRate', 'flagged', 'precision', 'recall', 'ppv', 'auc', 'aucInterval'],
  ...['medianLeadDays', 'alertsPerOperatorWeek', 'baselines', 'hash'],
];

describe('jalons backtest', () => {
  let database: TestDatabase;
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'jalons-backtest-'));
    const store = await openStore({ urls: database.urls, secretsFolder: folder, definitions: RISK_DEFINITIONS });
    await fillWithLives(database.urls.owner, store, {
      ...{ people: 60, from: '2024-01-01', days: 300, until: '2025-11-30', territory: inventedId('territory', 1) },
    });
    await store.close();
    environment = process.env;
    const masterKey = join(folder, 'master.key');
    process.env = { ...environment, DATABASE_URL: database.urls.cli, JALONS_MASTER_KEY_FILE: masterKey };
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(async () => {
    process.env = environment;
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function run(...args: string[]) {
    const said = { out: [] as string[], error: [] as string[] };
    jest.spyOn(console, 'log').mockImplementation((line: unknown) => void said.out.push(String(line)));
    jest.spyOn(console, 'error').mockImplementation((line: unknown) => void said.error.push(String(line)));
    const code = await backtest(args);
    return { code, out: said.out.join('\n'), error: said.error.join('\n') };
  }

  it('says what it does', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('--rules');
  });

  it.each([
    ['no rules', [], 'Donnez les règles'],
    ['a day that does not exist', ['--rules', 'default', '--from', '2026-02-30'], '--from attend une date'],
    ['a horizon that is no number', ['--rules', 'default', '--horizon', 'soon'], '--horizon attend un nombre de jours'],
    ['a step that is no period', ['--rules', 'default', '--every', '7'], '--every attend un nombre de jours'],
    ['a territory that is no id', ['--rules', 'default', '--territory', 'toulouse'], '--territory attend'],
  ])('is refused with %s, and says how', async (_, args, sentence) => {
    const { code, error } = await run(...args);
    expect(code).toBe(2);
    expect(error).toContain(sentence);
  });

  it('prints what programs are promised, and nothing else', async () => {
    const { code, out, error } = await run('--rules', 'default', '--json');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    const told = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(told)).toEqual(PROMISED);
    expect(told).toMatchObject({
      ruleSet: { id: 'default', version: 1 },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(told['landmarks']).toBeGreaterThan(100);
    expect(JSON.parse((await run('--rules', '1', '--json')).out)).toEqual(told);
  });

  it('says why a figure cannot be had', async () => {
    const { code, out } = await run('--rules', 'default', '--from', '2020-01-01', '--to', '2020-06-01', '--json');
    expect(code).toBe(0);
    const told = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(told)).toEqual([...PROMISED, 'why']);
    const nulls = PROMISED.filter((name) => told[name] === null);
    expect(told['why']).toMatchObject(Object.fromEntries(nulls.map((name) => [name, expect.any(String)])));
  });

  it('takes rules of a file, compares two, and tells people in words', async () => {
    const file = join(folder, 'strict.json');
    writeFileSync(
      file,
      JSON.stringify({ ...DEFAULT_RULES, id: 'strict', levels: { watch: 1, atRisk: 2, critical: 6 } }),
    );
    const { code, out } = await run('--rules', file, '--against', 'default', '--every', 'P14D', '--details');
    expect(code).toBe(0);
    expect(out).toContain('Règles strict, version 1');
    expect(out).toContain('Face à default, version 1');
    expect(out).toContain('Abandons qu’aucun signalement n’annonçait');
    writeFileSync(file, JSON.stringify({ ...DEFAULT_RULES, levels: { watch: 3, atRisk: 2, critical: 6 } }));
    const refused = await run('--rules', file);
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('les seuils vont en croissant') });
    expect((await run('--rules', join(folder, 'none.json'))).error).toContain('ne peut être lu');
    expect((await run('--rules', '7')).error).toContain('n’existe pas');
  });
});
