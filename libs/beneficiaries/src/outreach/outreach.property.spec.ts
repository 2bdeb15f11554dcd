import { describe, expect, it } from '@jest/globals';
import { loadNomenclatures } from '@jalons/kernel';
import fc from 'fast-check';
import { DAYS, entryId, historyOf, standing } from '../../../../test/support/any-history.js';
import { testId } from '../../../../test/support/given.js';
import { outreachDecider, outreachViolations, type OutreachCommand } from './outreach.decider.js';

const commands: fc.Arbitrary<OutreachCommand> = fc.oneof(
  fc.record({
    type: fc.constant('RecordEncounter' as const),
    on: fc.constantFrom(...DAYS),
    encounter: fc.record({
      ...{ channel: fc.constant('street'), needs: fc.constantFrom([], ['mobilite'], ['mobilite', 'mobilite']) },
      count: fc.integer({ min: 0, max: 2 }),
    }),
  }),
  fc.record({
    type: fc.constant('LinkToBeneficiary' as const),
    beneficiaryId: fc.constantFrom(testId(1), testId(2)),
  }),
  fc.record({
    type: fc.constant('VoidOutreachEntry' as const),
    eventId: fc.nat({ max: 6 }).map(entryId),
    why: fc.constant('erreur'),
  }),
);

describe('whatever is asked of an encounter', () => {
  it('it is one, and of one person at most', () => {
    let [linked, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(commands, { minLength: 3, maxLength: 14 }), (asked) => {
        const told = historyOf(outreachDecider(loadNomenclatures()), asked);
        expect(outreachViolations(told.events)).toEqual([]);
        const inForce = standing(told.events);
        const met = inForce.filter((event) => event.type === 'OutreachEncounterRecorded');
        const links = inForce.filter(({ type }) => type === 'OutreachLinkedToBeneficiary');
        expect(met.length).toBeLessThan(2);
        expect(links.length).toBeLessThan(2);
        if (links.length > 0) expect(met).toMatchObject([{ data: { count: 1 } }]);
        linked += links.length;
        refused += told.refused;
      }),
      { numRuns: 300 },
    );
    expect([linked > 10, refused > 200]).toEqual([true, true]);
  });
});
