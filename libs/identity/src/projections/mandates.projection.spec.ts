import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StoredEvent, unvoided } from '@jalons/event-log';
import { addDays, civilDateOf, DomainError, loadNomenclatures } from '@jalons/kernel';
import fc from 'fast-check';
import { testId as uuid } from '../../../../test/support/given.js';
import { givenEvents } from '../../../../test/support/projections/given-events.js';
import { projectionContract } from '../../../../test/support/projections/projection.contract.js';
import { ReadModels } from '../../../../test/support/projections/read-models.js';
import { type ProfessionalCommand, professionalDecider } from '../professional/professional.decider.js';
import type { ProfessionalEvent } from '../professional/professional.events.js';
import { professionalState } from '../professional/professional.state.js';
import { mandatesProjection } from './mandates.projection.js';
import { professionalsProjection } from './professionals.projection.js';

const CONTEXT = { now: Date.parse('2026-06-15T10:00:00Z'), zone: 'Europe/Paris' };
const decider = professionalDecider(loadNomenclatures());
const PEOPLE = [uuid(101), uuid(102), uuid(103)];
const DAY = civilDateOf('2026-06-10');

const anyCommand = fc.oneof(
  fc.record({
    type: fc.constant('GrantMandate' as const),
    role: fc.constantFrom('operator' as const, 'coordinator' as const),
    structure: fc.constantFrom(uuid(201), uuid(202)),
    territory: fc.constant(uuid(301)),
    from: fc.nat({ max: 9 }).map((days) => addDays(DAY, days)),
  }),
  fc.record({
    type: fc.constant('EndMandate' as const),
    mandate: fc.nat({ max: 20 }).map(uuid),
    on: fc.nat({ max: 9 }).map((days) => addDays(DAY, days)),
  }),
  fc.record({
    type: fc.constant('VoidProfessionalEntry' as const),
    eventId: fc.nat({ max: 20 }).map(uuid),
    why: fc.constant('x'),
  }),
  fc.constant({
    type: 'ElevateAccess' as const,
    beneficiaryId: uuid(401),
    reason: 'safety',
    hours: 1,
  }),
);

function logOf(plan: readonly (readonly [number, ProfessionalCommand])[]): StoredEvent<ProfessionalEvent>[] {
  const log: StoredEvent<ProfessionalEvent>[] = [];
  const identity = { givenName: 'Inès', familyName: 'Exemple' };
  const opening = PEOPLE.map((_, n) => [n, { type: 'RegisterProfessional', identity }] as const);
  for (const [person, command] of [...opening, ...plan]) {
    const stream = `professional-${PEOPLE[person % PEOPLE.length]}` as const;
    const own = log.filter((event) => event.stream === stream);
    try {
      for (const event of decider.decide(command, own, CONTEXT)) {
        log.push({
          ...event,
          ...{ eventId: uuid(log.length), stream, revision: own.length, recordedAt: 1000 + log.length },
          position: String(log.length).padStart(19, '0'),
          erased: false,
        } as unknown as StoredEvent<ProfessionalEvent>);
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return log;
}

/** What some professionals lived through; entries are named by their place in the log. */
const anyLog = fc.array(fc.tuple(fc.nat({ max: 2 }), anyCommand), { minLength: 4, maxLength: 18 }).map(logOf);

projectionContract({ projection: mandatesProjection, logs: anyLog });
projectionContract({ projection: professionalsProjection, logs: anyLog, numRuns: 20 });

describe('the read models of professionals', () => {
  let models: ReadModels;
  beforeAll(async () => {
    models = await ReadModels.open([mandatesProjection, professionalsProjection]);
  });
  afterAll(() => models.close());

  it('hold the mandates that the unvoided events say', async () => {
    let mandates = 0;
    await fc.assert(
      fc.asyncProperty(anyLog, async (log) => {
        await models.clear(mandatesProjection);
        await models.fold(mandatesProjection, log);
        const held = await models.rows(mandatesProjection, 'mandates');
        const expected = PEOPLE.flatMap((professional) =>
          professionalState(
            unvoided(log.filter(({ stream }) => stream === `professional-${professional}`)),
          ).mandates.map(({ id, role, structure, territory, zone, from, until }) => ({
            ...{ mandate: id, professional, role, structure, territory, zone },
            ...{ held_from: from, held_until: until },
          })),
        );
        expect(held).toEqual(expected.toSorted((a, b) => (a.mandate < b.mandate ? -1 : 1)));
        mandates += held.length;
      }),
      { numRuns: 60 },
    );
    expect(mandates).toBeGreaterThan(20);
  });

  it('keep the last name alone, and none whose key is gone', async () => {
    const named = (person: number, type: string, familyName: string, erased = false) =>
      ({ stream: `professional-${PEOPLE[person]!}`, type, data: { givenName: 'Inès', familyName }, erased }) as const;
    await givenEvents(models, professionalsProjection, [
      named(0, 'ProfessionalRegistered', 'Exemple'),
      named(0, 'ProfessionalIdentityChanged', 'Modèle'),
      named(1, 'ProfessionalRegistered', 'Effacée', true),
    ])
      .whenEvents([named(0, 'ProfessionalIdentityChanged', 'Témoin')])
      .thenRows('professionals', [{ professional: PEOPLE[0]!, family_name: 'Témoin' }]);
  });
});
