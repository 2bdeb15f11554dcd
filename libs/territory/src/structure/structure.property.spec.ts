import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jalons/event-log';
import { civilDateOf, loadNomenclatures, type CivilDate, type Uuid } from '@jalons/kernel';
import fc from 'fast-check';
import { DAYS, entryId, historyOf, standing } from '../../../../test/support/any-history.js';
import { testId } from '../../../../test/support/given.js';
import { structureDecider, structureViolations, type StructureCommand } from './structure.decider.js';
import type { StructureEvent } from './structure.events.js';

const day = fc.constantFrom(...DAYS);
const entry = fc.nat({ max: 9 }).map(entryId);
const TERRITORIES = [testId(1), testId(2)];

const commands: fc.Arbitrary<StructureCommand> = fc.oneof(
  fc.record({ type: fc.constant('GrantSeat' as const), territory: fc.constantFrom(...TERRITORIES), from: day }),
  fc.record({ type: fc.constant('EndSeat' as const), seat: entry, on: day }),
  fc.record({ type: fc.constant('RenameStructure' as const), name: fc.constantFrom('Autre nom', ' '), from: day }),
  fc.record({ type: fc.constant('VoidStructureEntry' as const), eventId: entry, why: fc.constant('erreur') }),
);
const REGISTER: StructureCommand = {
  ...{ type: 'RegisterStructure', name: 'Structure', kind: 'association', on: civilDateOf('2026-01-05') },
};

/** How many seats it holds on a territory on a day, straight from the events. */
function seatsOn(events: readonly StoredEvent<StructureEvent>[], territory: Uuid, on: CivilDate): number {
  const inForce = standing(events);
  return inForce.filter((event) => {
    if (event.type !== 'SeatGranted' || event.data.territory !== territory || event.data.from > on) return false;
    return !inForce.some((end) => end.type === 'SeatEnded' && end.data.seat === event.eventId && end.data.on <= on);
  }).length;
}

describe('whatever is asked of a structure', () => {
  it('it holds one seat of a territory at a time, and stays registered', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(commands, { minLength: 3, maxLength: 12 }), (asked) => {
        const told = historyOf(structureDecider(loadNomenclatures()), [REGISTER, ...asked]);
        const { events } = told;
        expect(structureViolations(events)).toEqual([]);
        for (const territory of TERRITORIES) {
          for (const on of DAYS) expect(seatsOn(events, territory, on)).toBeLessThan(2);
        }
        expect(standing(events)[0]?.type ?? 'StructureRegistered').toBe('StructureRegistered');
        accepted += told.accepted;
        refused += told.refused;
      }),
      { numRuns: 150 },
    );
    expect([accepted > 200, refused > 200]).toEqual([true, true]);
  });
});
