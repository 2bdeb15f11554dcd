import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beneficiaryEvents, type BeneficiaryEvent } from '@jalons/beneficiaries';
import type { DomainEvent, StoredEvent, StreamName } from '@jalons/event-log';
import { classCutsOf, residuesOf } from '@jalons/indicators';
import {
  addDays,
  addMonths,
  civilDateOf,
  dateAt,
  endOfDay,
  type CivilDate,
  type Instant,
  type Uuid,
} from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import fc from 'fast-check';
import { expectExplained } from './agree.js';
import { ERASED_AT, subjectsOf } from './erased-oracle.js';
import { FactsDatabase } from './facts-database.js';
import { History, ZONE } from './history.js';
import { replay } from './oracle.js';
import type { AnyEvent } from './oracle-events.js';
import { steps } from './steps.js';
import { Shares } from './shares.js';

/** Windows and as-of dates of whole quarters, and others. */
const questions = fc.array(
  fc.record({
    quarters: fc.integer({ min: 0, max: 9 }),
    length: fc.integer({ min: 1, max: 6 }),
    asOf: fc.integer({ min: 0, max: 14 }),
    off: fc.constantFrom(0, 0, 17),
  }),
  { minLength: 4, maxLength: 4 },
);

/** Those that few runs show often enough; the rarer ones are looked at in figures-equal-replay.ts over many. */
const NEVER_RARE = ['late entry or exit', 'exit voided', 'merged', 'merge reversed', 'erased'];

const ERASED = beneficiaryEvents.find(({ type }) => type === 'BeneficiaryErased')!.type;

/**
 * Any random history of which some people are erased, at each stage of an erasure, asked any window: the figures are those
 * of a replay of the events that can still be read and of the residues. Prints in what share of the histories each kind
 * comes about, erasure among them.
 */
export function figuresOnceErased(runs: number, timeoutMs: number): void {
  describe('figures, once some of the people are erased', () => {
    let facts: FactsDatabase;
    beforeAll(async () => {
      facts = await FactsDatabase.open();
    });
    afterAll(() => facts.close());

    it(
      'say what the quarters of their residues say: waiting, unlinked, in the log, whichever the stage',
      async () => {
        let run = 0;
        let counted = 0;
        const shares = new Shares();
        const people = { all: 0, erased: 0 };
        await fc.assert(
          fc.asyncProperty(steps, questions, fc.integer({ min: 1, max: 4 }), async (wishes, asked, howMany) => {
            const history = new History(`erased ${(run += 1)}`);
            for (const step of wishes) history.take(step);
            const erased = history.people.slice(0, howMany);
            shares.add(history.events);
            people.all += history.people.length;
            people.erased += erased.length;
            const waiting = erased.flatMap((subject) =>
              residuesIn(history.events, subject).map((residue) => ({ id: randomUUID(), subject, residue })),
            );
            const token = await facts.coordinator(...history.territories);
            const agree = async (gone: readonly Uuid[]) => {
              for (const question of asked) {
                const window = { ...windowOf(question), territory: history.territories[0] };
                const expected = replay(history.events, window, new Set(gone));
                for (const { id } of facts.definitions.newest()) {
                  const figure = await facts.ask(id, window, token);
                  const said = {
                    provisional: window.asOf < endOfDay(window.to, ZONE),
                    asOf: window.asOf,
                    position: null,
                  };
                  expect(figure).toEqual({ id, version: 1, ...expected[id], ...said });
                  counted += figure.erased;
                  if (question !== asked[0]) continue;
                  expectExplained(figure, await facts.list(id, window, token, 5), gone.length === 0);
                }
              }
            };
            await facts.fold(history.events);
            await facts.wait(waiting);
            await agree([]);
            await facts.fold(
              erased.map((person) => eventOf(`beneficiary-${person}`, ERASED, { intent: randomUUID() })),
            );
            await agree(erased);
            await facts.rows('UPDATE privacy.residues SET subject = NULL');
            await agree(erased);
            await facts.fold(
              waiting.map(({ id, residue: { kind, ...data } }) => {
                const type = kind === 'entry' ? 'EntryResidueRecorded' : 'ExitResidueRecorded';
                return eventOf(`residue-${id}`, type, data);
              }),
            );
            await agree(erased);
            await facts.rows('DELETE FROM privacy.residues');
            await agree(erased);
          }),
          { numRuns: runs, endOnFailure: true },
        );
        const printed = new Map([...shares.print('histories, then erased'), ['erased', people.erased / people.all]]);
        console.log(`  ${((100 * people.erased) / people.all).toFixed(1)} %  erased, of the people`);
        for (const kind of NEVER_RARE) expect([kind, (printed.get(kind) ?? 0) >= 0.05]).toEqual([kind, true]);
        expect(counted).toBeGreaterThan(100);
      },
      timeoutMs,
    );

    function residuesIn(log: readonly StoredEvent[], subject: Uuid) {
      const subjectOf = subjectsOf(log as readonly AnyEvent[]);
      const own = log.filter((event) => subjectOf(event as AnyEvent) === subject);
      const streams = [...new Set(own.map(({ stream }) => stream))].filter((name) => name.startsWith('parcours-'));
      const of = <E extends DomainEvent>(name: string) =>
        own.filter(({ stream }) => stream === name) as unknown as readonly StoredEvent<E>[];
      return residuesOf(
        {
          person: of<BeneficiaryEvent>(`beneficiary-${subject}`),
          parcours: streams.map((name) => of<ParcoursEvent>(name)),
        },
        {
          ...{ today: dateAt(ERASED_AT, ZONE), cuts: classCutsOf(facts.definitions.all()) },
          ...{ zoneOf: () => ZONE, qpvGroupOf: () => null },
        },
      );
    }
  });
}

function windowOf({ quarters, length, asOf, off }: { quarters: number; length: number; asOf: number; off: number }): {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly asOf: Instant;
} {
  const start = civilDateOf('2022-01-01');
  const from = addDays(addMonths(start, 3 * quarters), off);
  const to = addDays(addMonths(start, 3 * (quarters + length)), off - 1);
  const end = addDays(addMonths(start, 3 * (quarters + asOf + 1)), off - 1);
  return { from, to, asOf: endOfDay(end, ZONE) };
}

let told = 0;

function eventOf(stream: StreamName, type: string, data: object): StoredEvent {
  return {
    ...{
      stream,
      type,
      data,
      eventId: randomUUID(),
      revision: 10_000 + (told += 1),
      keyId: randomUUID(),
      erased: false,
    },
    ...{ position: '', recordedAt: ERASED_AT, occurredOn: dateAt(ERASED_AT, ZONE) },
    ...{ actor: randomUUID(), commandId: randomUUID(), commandHash: '', correlationId: randomUUID() },
  } as unknown as StoredEvent;
}
