import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ReadableEvent, type StoredEvent, unvoided } from '@jalons/event-log';
import { addDays, civilDateOf, DomainError, loadNomenclatures } from '@jalons/kernel';
import fc from 'fast-check';
import pg from 'pg';
import { createPool } from '@jalons/database';
import { createScopeTables } from '../../../../test/policies/sign-in-as.js';
import { project as fold } from '../../../../test/policies/project.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { type ProfessionalCommand, professionalDecider } from '../professional/professional.decider.js';
import type { ProfessionalEvent } from '../professional/professional.events.js';
import { professionalState } from '../professional/professional.state.js';
import { mandatesProjection } from './mandates.projection.js';
import { professionalsProjection } from './professionals.projection.js';

const uuid = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
const CONTEXT = { now: Date.parse('2026-06-15T10:00:00Z'), zone: 'Europe/Paris' };
const decider = professionalDecider(loadNomenclatures());
const PEOPLE = [uuid(101), uuid(102), uuid(103)];
const DAY = civilDateOf('2026-06-10');

describe('the read models of professionals', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createScopeTables(owner);
    pool = createPool(database.urls.owner, { name: 'spec', max: 1 });
  });

  afterAll(async () => {
    await Promise.all([owner.end(), pool.end()]);
    await database.drop();
  });

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

  async function project(batches: readonly (readonly ReadableEvent[])[]) {
    await pool.query('TRUNCATE read.mandates, read.elevations, read.mandate_entries');
    for (const batch of batches) await fold(pool, mandatesProjection, batch);
    const held = await pool.query('SELECT * FROM read.mandates ORDER BY mandate');
    const elevated = await pool.query('SELECT elevation FROM read.elevations ORDER BY elevation');
    return { held: held.rows, elevated: elevated.rows };
  }

  it('hold what the unvoided events say, however the log is cut into batches', async () => {
    let mandates = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 2 }), anyCommand), { minLength: 4, maxLength: 18 }),
        fc.array(fc.nat({ max: 20 }), { maxLength: 4 }),
        async (plan, cuts) => {
          const log = logOf(plan);
          const edges = [0, ...cuts.map((cut) => cut % (log.length + 1)).toSorted((a, b) => a - b), log.length];
          const batches = edges.slice(1).map((end, index) => log.slice(edges[index], end));
          const split = await project(batches);
          expect(split).toEqual(await project([log]));
          const expected = PEOPLE.flatMap((professional) =>
            professionalState(
              unvoided(log.filter(({ stream }) => stream === `professional-${professional}`)),
            ).mandates.map(({ id, role, structure, territory, zone, from, until }) => ({
              ...{ mandate: id, professional, role, structure, territory, zone },
              ...{ held_from: from, held_until: until },
            })),
          );
          expect(split.held).toEqual(expected.toSorted((a, b) => (a.mandate < b.mandate ? -1 : 1)));
          mandates += split.held.length;
        },
      ),
      { numRuns: 60 },
    );
    expect(mandates).toBeGreaterThan(20);
  });

  it('keep the last name alone, and none whose key is gone', async () => {
    const named = (revision: number, type: string, familyName: string) =>
      ({
        type,
        data: { givenName: 'Inès', familyName },
        stream: `professional-${PEOPLE[0]}`,
        revision,
        erased: false,
      }) as unknown as ReadableEvent;
    const gone = { type: 'ProfessionalRegistered', stream: `professional-${PEOPLE[1]}`, erased: true };
    await fold(pool, professionalsProjection, [
      named(0, 'ProfessionalRegistered', 'Exemple'),
      named(1, 'ProfessionalIdentityChanged', 'Modèle'),
      gone as unknown as ReadableEvent,
    ]);
    await fold(pool, professionalsProjection, [named(2, 'ProfessionalIdentityChanged', 'Témoin')]);
    const { rows } = await pool.query('SELECT professional, family_name FROM read.professionals');
    expect(rows).toEqual([{ professional: PEOPLE[0], family_name: 'Témoin' }]);
  });
});
