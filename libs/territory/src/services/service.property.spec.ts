import { describe, expect, it } from '@jest/globals';
import { loadNomenclatures } from '@jalons/kernel';
import fc from 'fast-check';
import { DAYS, entryId, historyOf, standing } from '../../../../test/support/any-history.js';
import { testId } from '../../../../test/support/given.js';
import { serviceDecider, serviceViolations, type ServiceCommand } from './service.decider.js';
import type { Service } from './service.events.js';

const service = (structure: number): Service => ({
  ...{ structure: testId(structure), name: 'Service', description: 'Un service rendu.', commonLaw: true },
  ...{ topics: [], publics: [], eligibilityAreas: [], placesOpen: 'unknown', receptionModes: [] },
  ...{ mobilisedBy: [], mobilisationModes: [] },
});
const on = fc.constantFrom(...DAYS);

const commands: fc.Arbitrary<ServiceCommand> = fc.oneof(
  fc.record({ type: fc.constant('UpdateService' as const), on, service: fc.constantFrom(service(1), service(2)) }),
  fc.record({ type: fc.constant('ConfirmService' as const), on, placesOpen: fc.integer({ min: -1, max: 3 }) }),
  fc.record({ type: fc.constant('WithdrawService' as const), on }),
  fc.record({
    type: fc.constant('VoidServiceEntry' as const),
    eventId: fc.nat({ max: 9 }).map(entryId),
    why: fc.constant('erreur'),
  }),
);
const LIST: ServiceCommand = { type: 'ListService', on: DAYS[3]!, service: service(1) };

describe('whatever is asked of a service', () => {
  it('it stays with its structure, after its listing and before its one withdrawal', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(commands, { minLength: 3, maxLength: 12 }), (asked) => {
        const told = historyOf(serviceDecider(loadNomenclatures()), [LIST, ...asked]);
        expect(serviceViolations(told.events)).toEqual([]);
        const inForce = standing(told.events);
        const withdrawn = inForce.filter(({ type }) => type === 'ServiceWithdrawn');
        expect(withdrawn.length).toBeLessThan(2);
        for (const event of inForce) {
          expect(event.occurredOn >= LIST.on).toBe(true);
          if (withdrawn[0] !== undefined) expect(event.occurredOn <= withdrawn[0].occurredOn).toBe(true);
          if (event.type === 'ServiceUpdated') expect(event.data).toMatchObject({ structure: testId(1) });
        }
        accepted += told.accepted;
        refused += told.refused;
      }),
      { numRuns: 150 },
    );
    expect([accepted > 200, refused > 200]).toEqual([true, true]);
  });
});
