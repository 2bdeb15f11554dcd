import fc from 'fast-check';
import { addDays, civilDateOf, loadNomenclatures } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { logOf, type ToldEvent } from '../../../../test/support/projections/given-events.js';
import { projectionContract } from '../../../../test/support/projections/projection.contract.js';
import { servicesProjection } from './services.projection.js';

const described = (name: string, commonLaw: boolean) => ({
  ...{ structure: testId(10), name, description: 'Décrit', commonLaw, scheme: 'iae', topics: ['mobilite'] },
  ...{ publics: [], eligibilityAreas: [], placesOpen: 'unknown', receptionModes: [], mobilisedBy: [] },
  mobilisationModes: [],
});

const anyEntry = fc.record({
  kind: fc.constantFrom('listed', 'listed', 'updated', 'confirmed', 'withdrawn', 'voided'),
  service: fc.nat({ max: 2 }),
  day: fc.nat({ max: 200 }),
  named: fc.nat({ max: 15 }),
});

/** Each service is listed once; the rest in any order, voids of whatever stands there. */
const logs = fc.array(anyEntry, { minLength: 3, maxLength: 16 }).map((all) => {
  const listed = new Set<number>();
  return logOf(
    all.flatMap(({ kind, service, day, named }): ToldEvent | readonly ToldEvent[] => {
      const told = { stream: `service-${testId(100 + service)}`, on: addDays(civilDateOf('2026-01-01'), day) } as const;
      switch (kind) {
        case 'listed':
          if (listed.has(service)) return [];
          listed.add(service);
          return { ...told, type: 'ServiceListed', data: described('Permis', true), territory: testId(41) };
        case 'updated':
          return { ...told, type: 'ServiceUpdated', data: described(`Permis ${named}`, false) };
        case 'confirmed':
          return { ...told, type: 'ServiceConfirmed', data: named === 0 ? {} : { placesOpen: named } };
        case 'withdrawn':
          return { ...told, type: 'ServiceWithdrawn', data: {} };
        default:
          return { ...told, type: 'EntryVoided', data: { eventId: testId(9001 + named), why: 'x' } };
      }
    }),
  );
});

projectionContract({ projection: servicesProjection(loadNomenclatures()), logs });
