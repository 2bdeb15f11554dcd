import { expect, it } from '@jest/globals';
import { untilCounted } from './caught-up.js';

const HEAD = '0000000000000000007';

it('lets a figure be asked of facts that have caught up with the log, and of no others', async () => {
  const asked: unknown[] = [];
  const answering = (reached: boolean) => ({
    waitFor: (...of: unknown[]) => {
      asked.push(of);
      return Promise.resolve(reached);
    },
  });
  await untilCounted(answering(true), HEAD, 1000);
  await expect(untilCounted(answering(false), HEAD, 1000)).rejects.toMatchObject({ code: 'figures-late' });
  expect(asked).toEqual(Array.from({ length: 2 }, () => [['indicators'], HEAD, 1000]));
});
