import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jalons/event-log';
import { civilDateOf, loadNomenclatures, type CivilDate } from '@jalons/kernel';
import fc from 'fast-check';
import { DAYS, entryId, historyOf, standing } from '../../../../test/support/any-history.js';
import { territoryDecider, territoryViolations, type TerritoryCommand } from './territory.decider.js';
import type { TerritoryEvent } from './territory.events.js';

const day = fc.constantFrom(...DAYS);
const entry = fc.nat({ max: 9 }).map(entryId);
const QPV = ['2024-grand-mirail', '2024-les-izards-borderouge'];

const commands: fc.Arbitrary<TerritoryCommand> = fc.oneof(
  fc.record({ type: fc.constant('ExtendPerimeter' as const), qpv: fc.constantFrom(...QPV), from: day }),
  fc.record({ type: fc.constant('ReducePerimeter' as const), extension: entry, on: day }),
  fc.record({
    type: fc.constant('ChangeTerritorySettings' as const),
    settings: fc.record({ minimumAge: fc.integer({ min: -1, max: 18 }) }),
  }),
  fc.record({ type: fc.constant('VoidTerritoryEntry' as const), eventId: entry, why: fc.constant('erreur') }),
);
const FOUND: TerritoryCommand = {
  type: 'FoundTerritory',
  name: 'Cité',
  zone: 'Europe/Paris',
  on: civilDateOf('2026-01-05'),
};

/** How often a QPV is in the perimeter on a day, straight from the events. */
function timesInside(events: readonly StoredEvent<TerritoryEvent>[], qpv: string, on: CivilDate): number {
  const inForce = standing(events);
  return inForce.filter((event) => {
    if (event.type !== 'PerimeterExtended' || event.data.qpv !== qpv || event.data.from > on) return false;
    return !inForce.some(
      (end) => end.type === 'PerimeterReduced' && end.data.extension === event.eventId && end.data.on <= on,
    );
  }).length;
}

describe('whatever is asked of a territory', () => {
  it('no QPV is in its perimeter twice on one day, and it stays founded', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(commands, { minLength: 3, maxLength: 12 }), (asked) => {
        const told = historyOf(territoryDecider(loadNomenclatures()), [FOUND, ...asked]);
        const { events } = told;
        expect(territoryViolations(events)).toEqual([]);
        for (const qpv of QPV) for (const on of DAYS) expect(timesInside(events, qpv, on)).toBeLessThan(2);
        expect(standing(events)[0]?.type ?? 'TerritoryFounded').toBe('TerritoryFounded');
        accepted += told.accepted;
        refused += told.refused;
      }),
      { numRuns: 150 },
    );
    expect([accepted > 200, refused > 200]).toEqual([true, true]);
  });
});
