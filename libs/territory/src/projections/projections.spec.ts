import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool } from '@jalons/database';
import type { Decider, DomainEvent, StoredEvent } from '@jalons/event-log';
import { addDays, civilDateOf, DomainError, loadNomenclatures } from '@jalons/kernel';
import type { Projection } from '@jalons/projections';
import fc from 'fast-check';
import pg from 'pg';
import { project } from '../../../../test/policies/project.js';
import { createReadTables } from '../../../../test/policies/sign-in-as.js';
import { testId } from '../../../../test/support/given.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { structureDecider, type StructureCommand } from '../structure/structure.decider.js';
import { structureLife, structureState } from '../structure/structure.state.js';
import { territoryDecider, type TerritoryCommand } from '../territory/territory.decider.js';
import { territoryLife, territoryState } from '../territory/territory.state.js';
import { structuresProjection } from './structures.projection.js';
import { territoriesProjection } from './territories.projection.js';

const CONTEXT = { now: Date.parse('2026-06-15T10:00:00Z'), zone: 'Europe/Paris' };
const DAY = civilDateOf('2026-06-10');
const SUBJECTS = [testId(101), testId(102)];
const codes = loadNomenclatures();
const structures = structuresProjection(codes);

const anyDay = fc.nat({ max: 9 }).map((days) => addDays(DAY, days));
/** Ids of events are their places in the log, so that commands may name what is there. */
const anyEntry = fc.nat({ max: 20 }).map(testId);

const structureCommand: fc.Arbitrary<StructureCommand> = fc.oneof(
  fc.record({
    type: fc.constant('RenameStructure' as const),
    name: fc.constantFrom('Association Modèle', 'Association Témoin'),
    from: anyDay,
  }),
  fc.record({
    type: fc.constant('GrantSeat' as const),
    territory: fc.constantFrom(testId(301), testId(302)),
    from: anyDay,
  }),
  fc.record({ type: fc.constant('EndSeat' as const), seat: anyEntry, on: anyDay }),
  fc.record({ type: fc.constant('VoidStructureEntry' as const), eventId: anyEntry, why: fc.constant('x') }),
);

const territoryCommand: fc.Arbitrary<TerritoryCommand> = fc.oneof(
  fc.record({
    type: fc.constant('ExtendPerimeter' as const),
    qpv: fc.constantFrom('2015-qp031006', '2015-qp031007'),
    from: anyDay,
  }),
  fc.record({ type: fc.constant('ReducePerimeter' as const), extension: anyEntry, on: anyDay }),
  fc.record({
    type: fc.constant('ChangeTerritorySettings' as const),
    settings: fc.record({ minimumAge: fc.constantFrom(16, 18, 26) }),
  }),
  fc.record({ type: fc.constant('VoidTerritoryEntry' as const), eventId: anyEntry, why: fc.constant('x') }),
);

describe('the read models of structures and territories', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    await owner.connect();
    await createReadTables(owner, [structures, territoriesProjection]);
    pool = createPool(database.urls.owner, { name: 'spec', max: 1 });
  });

  afterAll(async () => {
    await Promise.all([owner.end(), pool.end()]);
    await database.drop();
  });

  async function fold(projection: Projection, batches: readonly (readonly StoredEvent[])[], reads: readonly string[]) {
    await pool.query(`TRUNCATE ${projection.tables.map(({ name }) => `read.${name}`).join()}`);
    for (const batch of batches) await project(pool, projection, batch);
    return Promise.all(reads.map(async (text) => (await pool.query(text)).rows as Record<string, unknown>[]));
  }

  /** Folds in one batch and in several, expects the same, and answers it. */
  async function foldCut(
    projection: Projection,
    log: readonly StoredEvent[],
    cuts: readonly number[],
    reads: string[],
  ) {
    const edges = [0, ...cuts.map((cut) => cut % (log.length + 1)).toSorted((a, b) => a - b), log.length];
    const whole = await fold(projection, [log], reads);
    expect(
      await fold(
        projection,
        edges.slice(1).map((end, index) => log.slice(edges[index], end)),
        reads,
      ),
    ).toEqual(whole);
    return whole;
  }

  it('hold the names and seats that the unvoided events of structures say', async () => {
    let seats = 0;
    await fc.assert(
      fc.asyncProperty(planOf(structureCommand), cuts, async (plan, where) => {
        const open = { type: 'RegisterStructure', name: 'Association Exemple', kind: 'association', on: DAY } as const;
        const log = logOf(structureDecider(codes), open, plan);
        const [named, held] = await foldCut(structures, log, where, [
          'SELECT structure, name, held_from FROM read.structure_names ORDER BY structure, held_from',
          'SELECT seat, structure, territory, held_from, held_until FROM read.structure_seats ORDER BY seat',
        ]);
        const states = SUBJECTS.map((id) => [id, structureState(structureLife(ofStream(log, id)).inForce)] as const);
        expect(named).toEqual(
          states.flatMap(([structure, { registeredOn, names }]) =>
            registeredOn === null
              ? []
              : [...new Map(names.map(({ name, from }) => [from, name]))].map(([from, name]) => ({
                  ...{ structure, name, held_from: from },
                })),
          ),
        );
        const expected = states.flatMap(([structure, state]) =>
          state.seats.map(({ id, territory, from, to }) => ({
            ...{ seat: id, structure, territory, held_from: from, held_until: to },
          })),
        );
        expect(held).toEqual(expected.toSorted((a, b) => (a.seat < b.seat ? -1 : 1)));
        seats += expected.length;
      }),
      { numRuns: 50 },
    );
    expect(seats).toBeGreaterThan(20);
  });

  it('hold the perimeter and settings that the unvoided events of territories say', async () => {
    let extensions = 0;
    await fc.assert(
      fc.asyncProperty(planOf(territoryCommand), cuts, async (plan, where) => {
        const open = { type: 'FoundTerritory', name: 'Cité d’exemple', zone: 'Europe/Paris', on: DAY } as const;
        const log = logOf(territoryDecider(codes), open, plan);
        const [founded, inside] = await foldCut(territoriesProjection, log, where, [
          'SELECT territory, name, zone, founded_on, settings FROM read.territories ORDER BY territory',
          'SELECT extension, territory, qpv, held_from, held_until FROM read.territory_perimeter ORDER BY extension',
        ]);
        const states = SUBJECTS.map((id) => [id, territoryState(territoryLife(ofStream(log, id)).steps)] as const);
        expect(founded).toEqual(
          states.flatMap(([territory, { name, zone, foundedOn, settings }]) =>
            foundedOn === null ? [] : [{ territory, name, zone, founded_on: foundedOn, settings }],
          ),
        );
        const expected = states.flatMap(([territory, { perimeter }]) =>
          perimeter.map(({ id, qpv, from, to }) => ({
            ...{ extension: id, territory, qpv, held_from: from, held_until: to },
          })),
        );
        expect(inside).toEqual(expected.toSorted((a, b) => (a.extension < b.extension ? -1 : 1)));
        extensions += expected.length;
      }),
      { numRuns: 50 },
    );
    expect(extensions).toBeGreaterThan(20);
  });

  it('take a kind that the nomenclature does not know for sensitive', async () => {
    const registered = (subject: string, kind: string, n: number) =>
      ({
        ...{
          type: 'StructureRegistered',
          data: { name: 'Exemple', kind },
          stream: `structure-${subject}`,
          revision: 0,
        },
        ...{ eventId: testId(n), occurredOn: DAY, recordedAt: 0, erased: false },
      }) as unknown as StoredEvent;
    const kinds = ['association', 'csapa', 'gone-since'];
    const log = kinds.map((kind, n) => registered(testId(500 + n), kind, n));
    const [rows] = await fold(
      structures,
      [log],
      ['SELECT kind, sensitive FROM read.structure_names ORDER BY structure'],
    );
    expect(rows).toEqual(kinds.map((kind) => ({ kind, sensitive: kind !== 'association' })));
  });
});

const cuts = fc.array(fc.nat({ max: 20 }), { maxLength: 4 });

function planOf<Command>(command: fc.Arbitrary<Command>) {
  return fc.array(fc.tuple(fc.nat({ max: 1 }), command), { minLength: 4, maxLength: 18 });
}

/** Two streams interleaved, as the decider lets them grow; refused commands leave nothing. */
function logOf<Command, E extends DomainEvent>(
  decider: Decider<Command, E, readonly StoredEvent<E>[]>,
  opening: Command,
  plan: readonly (readonly [number, Command])[],
): StoredEvent<E>[] {
  const log: StoredEvent<E>[] = [];
  for (const [subject, command] of [...SUBJECTS.map((_, n) => [n, opening] as const), ...plan]) {
    const stream = `${decider.category}-${SUBJECTS[subject]}`;
    const own = log.filter((event) => (event as StoredEvent).stream === stream);
    try {
      for (const event of decider.decide(command, own, CONTEXT)) {
        log.push({
          ...event,
          ...{ eventId: testId(log.length), stream, revision: own.length, recordedAt: 1000 + log.length },
          ...{ position: String(log.length).padStart(19, '0'), erased: false },
        } as unknown as StoredEvent<E>);
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return log;
}

function ofStream<E extends DomainEvent>(log: readonly StoredEvent<E>[], subject: string): never[] {
  return log.filter((event) => (event as StoredEvent).stream.endsWith(subject)) as never[];
}
