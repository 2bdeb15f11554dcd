import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { indicator } from './indicator.command.js';

describe('jalons indicator', () => {
  afterEach(() => void jest.restoreAllMocks());

  async function run(...args: string[]) {
    const said = { out: [] as string[], error: [] as string[] };
    jest.spyOn(console, 'log').mockImplementation((line: unknown) => void said.out.push(String(line)));
    jest.spyOn(console, 'error').mockImplementation((line: unknown) => void said.error.push(String(line)));
    const code = await indicator(args);
    return { code, out: said.out.join('\n'), error: said.error.join('\n') };
  }

  it('names every indicator of the release, with its version', async () => {
    const { code, out } = await run('--list', '--json');
    expect(code).toBe(0);
    const ids = (JSON.parse(out) as { id: string; version: number }[]).map(({ id, version }) => `${id} ${version}`);
    expect(ids).toEqual(
      expect.arrayContaining(
        ['people-active', 'parcours-active', 'exits', 'exits-unknown', 'plie-national-raw', 'iae-dynamic'].map(
          (id) => `${id} 1`,
        ),
      ),
    );
  });

  it.each([
    ['no indicator', [], 'Donnez un indicateur'],
    ['a day that does not exist', ['exits', '--from', '2026-02-30', '--to', '2026-03-31'], '--from attend une date'],
    ['no end', ['exits', '--from', '2026-02-01'], '--to attend une date'],
    [
      'an instant without a zone',
      ['exits', '--from', '2026-01-01', '--to', '2026-03-31', '--as-of', '2026-03-31T18:00:00'],
      '--as-of attend',
    ],
    [
      'an instant of a day that does not exist',
      ['exits', '--from', '2026-01-01', '--to', '2026-03-31', '--as-of', '2026-02-30T10:00:00Z'],
      '--as-of attend',
    ],
    [
      'an instant with words around it',
      ['exits', '--from', '2026-01-01', '--to', '2026-03-31', '--as-of', 'Tue 31 Mar 2026 18:00:00Z'],
      '--as-of attend',
    ],
    [
      'a territory that is no id',
      ['exits', '--from', '2026-01-01', '--to', '2026-03-31', '--territory', 'toulouse'],
      '--territory attend',
    ],
  ])('is refused with %s, and says how', async (_, args, sentence) => {
    const { code, error } = await run(...args);
    expect(code).toBe(2);
    expect(error).toContain(sentence);
  });
});
