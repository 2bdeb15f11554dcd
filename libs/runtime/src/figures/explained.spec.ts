import { expect, it } from '@jest/globals';
import type { CountedList, CountedParcours } from '@jalons/indicators';
import { civilDateOf } from '@jalons/kernel';
import type { Access } from '@jalons/privacy';
import { testId } from '../../../../test/support/given.js';
import { explained } from './explained.js';

const WINDOW = { from: civilDateOf('2025-01-01'), to: civilDateOf('2025-12-31'), now: 7, territory: testId(1) };
const AS_OF = 5;
const EVERYBODY = Array.from({ length: 1001 }, (_, n): CountedParcours => {
  const parcours = testId(10_000 + n);
  return { parcours, eventId: parcours, beneficiary: testId(20_000 + Math.floor(n / 2)), verdict: 'numerator' };
});

it('answers all the parcours behind a figure as of one instant, once they are in the access journal', async () => {
  const [told, askedAsOf] = [[] as Access[], [] as unknown[]];
  const page: CountedList['page'] = (_id, { asOf }, _zone, { after, limit }) => {
    askedAsOf.push(asOf);
    const start = EVERYBODY.findIndex(({ parcours }) => parcours === after) + 1;
    return Promise.resolve({ items: EVERYBODY.slice(start, start + limit), asOf: AS_OF, position: null });
  };
  const journal = { record: (access: Access) => Promise.resolve(void told.push(access)) };
  const parts = { counted: { page }, clock: { now: () => 9 } };
  expect(await explained({ ...parts, journal }, 'exits', WINDOW, 'Europe/Paris')).toEqual(EVERYBODY);
  expect(askedAsOf).toEqual([undefined, AS_OF]);
  expect(
    told.map(({ subjects, role, action, territory, at }) => [subjects.length, role, action, territory, at]),
  ).toEqual([
    [500, 'command-line', 'indicator-parcours', WINDOW.territory, 9],
    [1, 'command-line', 'indicator-parcours', WINDOW.territory, 9],
  ]);
  const full = { record: () => Promise.reject(new Error('full')) };
  await expect(explained({ ...parts, journal: full }, 'exits', WINDOW, 'Europe/Paris')).rejects.toThrow('full');
});
