import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beneficiaryEvents, type BeneficiaryEvent } from '@jalons/beneficiaries';
import type { DomainEvent, StoredEvent, StreamName } from '@jalons/event-log';
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
import { ERASED_AT, subjectsOf } from '../../../../test/support/indicators/erased-oracle.js';
import { FactsDatabase } from '../../../../test/support/indicators/facts-database.js';
import { History, ZONE } from '../../../../test/support/indicators/history.js';
import { replay } from '../../../../test/support/indicators/oracle.js';
import type { AnyEvent } from '../../../../test/support/indicators/oracle-events.js';
import { steps } from '../../../../test/support/indicators/steps.js';
import { classCutsOf } from '../residues/class-cuts.js';
import { residuesOf } from '../residues/residues-of.js';

const RUNS = 12;

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

const ERASED = beneficiaryEvents.find(({ type }) => type === 'BeneficiaryErased')!.type;

describe('figures, once some of the people are erased', () => {
  let facts: FactsDatabase;
  beforeAll(async () => {
    facts = await FactsDatabase.open();
  });
  afterAll(() => facts.close());

  it('say what the quarters of their residues say: waiting, unlinked, in the log, whichever the stage', async () => {
    let run = 0;
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(steps, questions, fc.integer({ min: 1, max: 4 }), async (wishes, asked, howMany) => {
        const history = new History(`erased ${(run += 1)}`);
        for (const step of wishes) history.take(step);
        const erased = history.people.slice(0, howMany);
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
              const said = { provisional: window.asOf < endOfDay(window.to, ZONE), asOf: window.asOf, position: null };
              expect(figure).toEqual({ id, version: 1, ...expected[id], ...said });
              counted += figure.erased;
            }
          }
        };
        await facts.fold(history.events);
        await facts.wait(waiting);
        await agree([]);
        await facts.fold(erased.map((person) => eventOf(`beneficiary-${person}`, ERASED, { intent: randomUUID() })));
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
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(counted).toBeGreaterThan(100);
  }, 120_000);

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
