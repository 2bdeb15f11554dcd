import { describe, expect, it } from '@jest/globals';
import { civilDateOf, loadNomenclatures } from '@jalons/kernel';
import { given, recorded, testId, type Past } from '../../../../test/support/given.js';
import { territoryDecider } from './territory.decider.js';
import { DEFAULT_SETTINGS, type TerritoryEvent } from './territory.events.js';
import { inPerimeter, territoryState } from './territory.state.js';

const decider = territoryDecider(loadNomenclatures());
const day = civilDateOf;
const extension = testId(3);

const founded: Past<TerritoryEvent> = {
  type: 'TerritoryFounded',
  data: { name: 'Grand Mirail', zone: 'Europe/Paris', settings: DEFAULT_SETTINGS },
  on: '2021-09-22',
};
const extended: Past<TerritoryEvent> = {
  type: 'PerimeterExtended',
  data: { qpv: '2024-grand-mirail', from: day('2024-01-01') },
  on: '2024-01-01',
  eventId: extension,
};

describe('territory', () => {
  it('is founded once, in a zone that exists', () => {
    const command = {
      type: 'FoundTerritory',
      name: 'Grand Mirail',
      zone: 'Europe/Paris',
      on: day('2026-11-24'),
    } as const;
    given(decider, [])
      .when(command)
      .then([
        { type: 'TerritoryFounded', data: { name: 'Grand Mirail', zone: 'Europe/Paris', settings: DEFAULT_SETTINGS } },
      ]);
    given(decider, [founded]).when(command).thenRefused('territory-already-founded');
    given(decider, [])
      .when({ ...command, zone: 'Mars/Olympus' })
      .thenRefused('unknown-zone');
  });

  it('has a perimeter of QPV by date, each once at a time', () => {
    const again = { type: 'ExtendPerimeter', qpv: '2024-grand-mirail', from: day('2025-01-01') } as const;
    given(decider, [founded, extended]).when(again).thenRefused('perimeter-overlap');
    given(decider, [founded])
      .when({ ...again, qpv: 'elsewhere' })
      .thenRefused('unknown-code');
    given(decider, []).when(again).thenRefused('territory-unknown');
    const reduced: Past<TerritoryEvent> = {
      type: 'PerimeterReduced',
      data: { extension, on: day('2025-01-01') },
      on: '2025-01-01',
    };
    given(decider, [founded, extended, reduced])
      .when(again)
      .then([{ type: 'PerimeterExtended', data: { qpv: '2024-grand-mirail', from: '2025-01-01' } }]);
    const state = territoryState(recorded([founded, extended, reduced]));
    expect(inPerimeter(state, '2024-grand-mirail', day('2023-12-31'))).toBe(false);
    expect(inPerimeter(state, '2024-grand-mirail', day('2024-12-31'))).toBe(true);
    expect(inPerimeter(state, '2024-grand-mirail', day('2025-01-01'))).toBe(false);
  });

  it('reduces its perimeter once, after the first day', () => {
    const reduce = (on: string) => ({ type: 'ReducePerimeter', extension, on: day(on) }) as const;
    given(decider, [founded, extended]).when(reduce('2024-01-01')).thenRefused('perimeter-ends-before-it-begins');
    const reduced: Past<TerritoryEvent> = {
      type: 'PerimeterReduced',
      data: { extension, on: day('2025-01-01') },
      on: '2025-01-01',
    };
    given(decider, [founded, extended, reduced]).when(reduce('2025-06-01')).thenRefused('perimeter-reduced-twice');
  });

  it('changes its settings, the others kept', () => {
    const change = (minimumAge: number) => ({ type: 'ChangeTerritorySettings', settings: { minimumAge } }) as const;
    given(decider, [founded])
      .when(change(18))
      .then([{ type: 'TerritorySettingsChanged', data: { settings: { ...DEFAULT_SETTINGS, minimumAge: 18 } } }]);
    given(decider, [founded]).when(change(16.5)).thenRefused('age-range');
  });
});
