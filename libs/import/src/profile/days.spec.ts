import { describe, expect, it } from '@jest/globals';
import { loadNomenclatures } from '@jalons/kernel';
import { dayOf, saysNoEnd } from './days.js';
import { ownFormat } from './own-format.js';

describe('days of cells', () => {
  it.each([
    ['2026-3-1', ['iso'], '2026-03-01'],
    ['01/03/2026 14:30', ['iso', 'french'], '2026-03-01'],
    ['31/02/2026', ['iso', 'french'], null],
    ['46082', ['excel'], '2026-03-01'],
    ['2958465', ['excel'], '9999-12-31'],
    ['2958466', ['excel'], null],
    ['9999999', ['excel'], null],
  ] as const)('%s, written as %j, is %s', (text, formats, day) => {
    expect(dayOf(text, formats)).toBe(day);
  });

  it.each([
    ['9999-12-31', true],
    ['31/12/9999 00:00', true],
    ['31/12/2999', true],
    ['2199-12-31', false],
    ['inconnue', false],
    ['', false],
  ])('%s says that there is no end: %s', (text, none) => {
    expect(saysNoEnd(text, ['iso', 'french'])).toBe(none);
  });
});

describe('our own format', () => {
  it('knows which contracts have no end, as the list of contracts does', () => {
    const { '*': others, ...lasting } = ownFormat().codes['no-ends']!;
    const openEnded = loadNomenclatures()
      .entries('contracts')
      .filter(({ extra }) => extra['open_ended'] === 'yes');
    expect(Object.keys(lasting).toSorted()).toEqual(openEnded.map(({ code }) => code).toSorted());
    expect(Object.values(lasting).every((code) => code === null)).toBe(true);
    expect(others).toBe('unknown');
  });
});
