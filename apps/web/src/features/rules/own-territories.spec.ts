import { describe, expect, it } from '@jest/globals';
import type { Me } from '../../api/contract.js';
import { coordinatedBy, shownOf } from './own-territories.js';

const mandate = (role: Me['roles'][number], territory: string | null) =>
  ({ role, territory, structure: null }) as unknown as Me['mandates'][number];

describe('the territories of a coordinator', () => {
  it('are those that she coordinates, each once', () => {
    const mandates = [
      ...[mandate('coordinator', 'north'), mandate('operator', 'east'), mandate('dpo', null)],
      ...[mandate('coordinator', 'south'), mandate('coordinator', 'north')],
    ];
    expect(coordinatedBy({ mandates })).toEqual(['north', 'south']);
  });

  it('are shown one at a time: that of the address, else that chosen in the tab, else the first, never another’s', () => {
    const own = ['north', 'south'];
    expect(shownOf(own, 'south', 'north')).toBe('south');
    expect(shownOf(own, 'east', 'south')).toBe('south');
    expect(shownOf(own, undefined, null)).toBe('north');
    expect(shownOf([], 'north')).toBeUndefined();
  });
});
