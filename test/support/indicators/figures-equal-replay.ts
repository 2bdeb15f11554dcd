import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, ScopedDatabase } from '@jalons/database';
import { Indicators, indicatorsProjection, loadDefinitions } from '@jalons/indicators';
import { addDays, endOfDay, loadNomenclatures, type CivilDate } from '@jalons/kernel';
import fc from 'fast-check';
import pg from 'pg';
import { project } from '../../policies/project.js';
import { createReadTables, createScopeTables, signInAs } from '../../policies/sign-in-as.js';
import { FIRST_DAY, History, ZONE } from './history.js';
import { replay } from './oracle.js';
import { Shares } from './shares.js';
import { steps } from './steps.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

/** A place in a stretch of time, evenly: numbers with a bias would crowd near its start, where nothing is known yet. */
const thousandths = fc.noBias(fc.nat(1000)).map((n) => n / 1000);

/** A history is some years long; a window starts before its end and lasts up to one and a half years. */
const questions = fc.array(
  fc.record({
    from: thousandths,
    length: fc.noBias(fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 200, max: 700 }))),
    asOf: thousandths,
    exact: fc.boolean(),
    edges: fc.boolean(),
    territory: fc.constantFrom(0, 0, 0, 1),
  }),
  { minLength: 6, maxLength: 6 },
);

/**
 * Any random history (late entries, imports, corrections, voids, voids of voids, reopenings, merges), cut into any
 * batches, asked any window as of any instant through the api's role and policies: the figures are those of a replay of
 * the events known then, written apart. Prints in what share of the histories each kind comes about.
 */
export function figuresEqualReplay(runs: number, timeoutMs: number): void {
  describe('indicators', () => {
    let database: TestDatabase;
    let owner: pg.Client;
    let pools: readonly [pg.Pool, pg.Pool];
    let indicators: Indicators;
    const definitions = loadDefinitions(loadNomenclatures());
    const ids = definitions.newest().map(({ id }) => id);

    beforeAll(async () => {
      database = await createTestDatabase();
      owner = new pg.Client({ connectionString: database.urls.owner });
      await owner.connect();
      await createScopeTables(owner);
      await createReadTables(owner, [indicatorsProjection]);
      await owner.query(
        `INSERT INTO engine.projections
                (name, slot, version, definition, tables, state, replays_requested, replays_done)
         VALUES ('indicators', 'read', 1, '', '{}', 'live', 0, 0)`,
      );
      pools = [
        createPool(database.urls.owner, { name: 'spec', max: 1 }),
        createPool(database.urls.api, { name: 'spec', max: 4, pipeline: true }),
      ];
      indicators = new Indicators({
        database: new ScopedDatabase(pools[1]),
        log: { head: () => Promise.resolve(null) },
        definitions,
      });
    });

    afterAll(async () => {
      await Promise.all([owner.end(), ...pools.map((pool) => pool.end())]);
      await database.drop();
    });

    it(
      'say, of any history, window and as-of, what a replay of the events known then says',
      async () => {
        const shares = new Shares();
        const told = { answers: 0, nonZero: 0, iae: 0 };
        let run = 0;
        await fc.assert(
          fc.asyncProperty(steps, questions, fc.array(fc.nat(), { maxLength: 4 }), async (wishes, asked, cuts) => {
            const history = new History(`history ${(run += 1)}`);
            for (const step of wishes) history.take(step);
            const log = history.events;
            shares.add(log);
            const edges = [0, ...cuts.map((cut) => cut % (log.length + 1)).toSorted((a, b) => a - b), log.length];
            for (const [index, end] of edges.slice(1).entries()) {
              await project(pools[0], indicatorsProjection, log.slice(edges[index], end));
            }
            const { token } = await signInAs(
              owner,
              ...history.territories.map((territory) => ({ role: 'coordinator' as const, territory })),
            );
            const [start, end] = [log[0]!.recordedAt, log.at(-1)!.recordedAt];
            for (const question of asked) {
              const territory = history.territories[question.territory]!;
              const instants = log.map(({ knownAt, recordedAt }) => knownAt ?? recordedAt);
              // Where something becomes known, or any instant between.
              const asOf = question.exact
                ? instants[Math.floor(question.asOf * (instants.length - 1))]!
                : Math.round(start + question.asOf * (end - start));
              const somewhen = addDays(FIRST_DAY, Math.floor((question.from * (asOf - start)) / (2 * 86_400_000)) - 30);
              const days = log.map(({ occurredOn }) => occurredOn).toSorted();
              const dayNear = (day: CivilDate) => days.findLast((each) => each <= day) ?? day;
              const bound = (day: CivilDate) => (question.edges ? dayNear(day) : day);
              const from = bound(somewhen);
              const to = bound(addDays(from, question.length));
              if (endOfDay(addDays(from, -1), ZONE) >= asOf) continue;
              const window = { from, to: to < from ? from : to, territory };
              const expected = replay(log, { ...window, asOf });
              for (const id of ids) {
                const figure = await indicators.indicator(id, { ...window, asOf }, ZONE, token);
                expect(figure).toEqual({
                  id,
                  version: 1,
                  ...expected[id],
                  provisional: asOf < endOfDay(window.to, ZONE),
                  asOf,
                  position: null,
                });
                told.answers += 1;
                told.nonZero += Number(figure.numerator > 0);
                told.iae += Number(id === 'iae-dynamic' && figure.numerator > 0);
              }
            }
          }),
          { numRuns: runs },
        );
        for (const [kind, share] of shares.print('histories')) expect([kind, share >= 0.05]).toEqual([kind, true]);
        // Questions that anything can answer, not empty windows.
        console.log('answers, of them above zero, of those the rate by person:', told);
        expect(told.answers).toBeGreaterThanOrEqual(runs * 30);
        expect(told.nonZero / told.answers).toBeGreaterThan(0.25);
        expect(told.iae / runs).toBeGreaterThan(0.25);
      },
      timeoutMs,
    );
  });
}
