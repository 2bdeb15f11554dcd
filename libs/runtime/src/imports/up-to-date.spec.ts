import { expect, it } from '@jest/globals';
import { loadNomenclatures } from '@jalons/kernel';
import { projectionsOf } from '../engine/projections.js';
import { upToDate } from './up-to-date.js';

it('waits for each read model that is asked, and tells whether it came in time', async () => {
  const asked: string[] = [];
  const waiting = (reached: boolean) => ({
    waitFor: async (names: readonly string[], position: string) => {
      asked.push(...names, position);
      return reached;
    },
  });
  const log = { head: async () => ({ position: '7' }) as never };
  expect(await upToDate(log, waiting(true))()).toBe(true);
  expect(asked).toEqual(['case-views', 'structures', 'outreach', 'mandates', '7']);
  const known = projectionsOf(loadNomenclatures()).map(({ name }) => name);
  expect(known).toEqual(expect.arrayContaining(asked.slice(0, -1)));
  expect(await upToDate(log, waiting(false))()).toBe(false);
  expect(await upToDate({ head: async () => null }, waiting(false))()).toBe(true);
});
