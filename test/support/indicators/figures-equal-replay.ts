import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jalons/event-log';
import { addDays, endOfDay, type CivilDate, type Instant } from '@jalons/kernel';
import fc from 'fast-check';
import { expectExplained } from './agree.js';
import { FactsDatabase } from './facts-database.js';
import { FIRST_DAY, History, ZONE } from './history.js';
import { replay } from './oracle.js';
import { Shares } from './shares.js';
import { steps } from './steps.js';

/** Of the questions of each history, so many are explained by the parcours behind their figures. */
const EXPLAINED = 2;

/** A place in a stretch of time, evenly: numbers with a bias would crowd near its start, where nothing is known yet. */
const thousandths = fc.noBias(fc.nat(1000)).map((n) => n / 1000);

interface AnyQuestion {
  readonly from: number;
  readonly length: number;
  readonly asOf: number;
  /** As of the very instant at which something becomes known. */
  readonly exact: boolean;
  /** From and to days on which something happened. */
  readonly onEdges: boolean;
  readonly territory: 0 | 1;
}

/** A history is some years long; a window starts in its first half and lasts up to two years. */
const questions = fc.array(
  fc.record<AnyQuestion>({
    from: thousandths,
    length: fc.noBias(fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 200, max: 700 }))),
    asOf: thousandths,
    exact: fc.boolean(),
    onEdges: fc.boolean(),
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
    let facts: FactsDatabase;
    beforeAll(async () => {
      facts = await FactsDatabase.open();
    });
    afterAll(() => facts.close());

    async function fold(log: readonly StoredEvent[], cuts: readonly number[]): Promise<void> {
      const edges = [0, ...cuts.map((cut) => cut % (log.length + 1)).toSorted((a, b) => a - b), log.length];
      for (const [index, end] of edges.slice(1).entries()) await facts.fold(log.slice(edges[index], end));
    }

    async function answersOf(
      wishes: Parameters<History['take']>[0][],
      asked: readonly AnyQuestion[],
      name: string,
      cuts: readonly number[],
    ) {
      const history = new History(name);
      for (const step of wishes) history.take(step);
      await fold(history.events, cuts);
      const token = await facts.coordinator(...history.territories);
      const answers: { readonly id: string; readonly numerator: number }[] = [];
      for (const [index, question] of asked.entries()) {
        const { from, to, asOf } = windowOf(question, history.events);
        const territory = history.territories[question.territory];
        const expected = replay(history.events, { from, to, asOf, territory });
        for (const { id } of facts.definitions.newest()) {
          const figure = await facts.ask(id, { from, to, asOf, territory }, token);
          const said = { provisional: asOf < endOfDay(to, ZONE), asOf, position: null };
          expect(figure).toEqual({ id, version: 1, ...expected[id], ...said });
          answers.push(figure);
          const window = { from, to, asOf, territory };
          if (index < EXPLAINED) expectExplained(figure, await facts.list(id, window, token, 5), true);
        }
      }
      return { log: history.events, answers };
    }

    it(
      'say, of any history, window and as-of, what a replay of the events known then says',
      async () => {
        const shares = new Shares();
        const told = { answers: 0, aboveZero: 0, byPerson: 0 };
        const cuts = fc.array(fc.nat(), { maxLength: 4 });
        let run = 0;
        await fc.assert(
          fc.asyncProperty(steps, questions, cuts, async (wishes, asked, cuts) => {
            const { log, answers } = await answersOf(wishes, asked, `history ${(run += 1)}`, cuts);
            shares.add(log);
            const aboveZero = answers.filter(({ numerator }) => numerator > 0);
            told.answers += answers.length;
            told.aboveZero += aboveZero.length;
            told.byPerson += aboveZero.filter(({ id }) => id === 'iae-dynamic').length;
          }),
          { numRuns: runs },
        );
        const printed = shares.print('histories');
        console.log('answers, of them above zero, of those the rate by person:', told);
        for (const [kind, share] of printed) expect([kind, share >= 0.05]).toEqual([kind, true]);
        // Questions that something can be said to, not empty windows.
        expect(told.aboveZero / told.answers).toBeGreaterThan(0.2);
        expect(told.byPerson / runs).toBeGreaterThan(0.25);
      },
      timeoutMs,
    );
  });
}

/** The window that a question means in a log: always one that starts before its as-of. */
function windowOf(
  question: AnyQuestion,
  log: readonly StoredEvent[],
): { readonly from: CivilDate; readonly to: CivilDate; readonly asOf: Instant } {
  const [start, end] = [log[0]!.recordedAt, log.at(-1)!.recordedAt];
  const instants = log.map(({ knownAt, recordedAt }) => Math.max(knownAt ?? recordedAt, start));
  const asOf = question.exact
    ? instants[Math.floor(question.asOf * (instants.length - 1))]!
    : Math.round(start + question.asOf * (end - start));
  const days = log.map(({ occurredOn }) => occurredOn).toSorted();
  const bound = (day: CivilDate) => (question.onEdges ? (days.findLast((each) => each <= day) ?? day) : day);
  const from = bound(addDays(FIRST_DAY, Math.floor((question.from * (asOf - start)) / (2 * 86_400_000)) - 30));
  const to = bound(addDays(from, question.length));
  return { from, to: to < from ? from : to, asOf };
}
