import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@jalons/event-log';
import { loadNomenclatures } from '@jalons/kernel';
import fc from 'fast-check';
import { testId } from '../../../../test/support/given.js';
import { ReadModels } from '../../../../test/support/projections/read-models.js';
import * as told from '../../../../test/support/told.js';
import { caseViewsProjection } from '../case-views.projection.js';

const projection = caseViewsProjection(loadNomenclatures());

const { AMINA, BRUNO, FIRST, SECOND, OTHERS, MISSION, PLIE } = told;
const CHLOE = testId(3);
const MERGES = new Set(['BeneficiaryMerged', 'MergeReversed']);

describe('records merged and parted again', () => {
  let models: ReadModels;
  beforeAll(async () => {
    models = await ReadModels.open([projection]);
  });
  afterAll(() => models.close());

  /** Amina with an open parcours of MISSION, Bruno with one of PLIE, Chloé with none. */
  function three(): told.Told {
    const log = new told.Told();
    for (const [person, name] of [
      [AMINA, 'Amina'],
      [BRUNO, 'Bruno'],
      [CHLOE, 'Chloé'],
    ] as const) {
      log.person(person, told.registration(name));
    }
    log.step(FIRST, told.opening(AMINA), '2026-02-01');
    const opened = told.opening(BRUNO);
    log.step(OTHERS, { ...opened, data: { ...opened.data, structure: PLIE } } as typeof opened, '2026-02-02', {
      structure: PLIE,
    });
    return log;
  }

  async function rowsAfter(log: readonly StoredEvent[]) {
    await models.clear(projection);
    await models.fold(projection, log);
    return models.allRows(projection);
  }

  /** What is shown of people: neither the entries themselves, nor where in the log a case last changed. */
  function shown(rows: Awaited<ReturnType<typeof rowsAfter>>) {
    const { person_entries: _entries, person_merges: _merges, cases, orientations, ...rest } = rows;
    const unplaced = (each: typeof cases) => each?.map(({ position: _position, ...row }) => row);
    return { ...rest, cases: unplaced(cases), orientations: unplaced(orientations) };
  }

  it('are one case: open to the structures of each, and marked where both are followed', async () => {
    const log = three();
    const merge = log.person(AMINA, { type: 'BeneficiaryMerged', data: { into: BRUNO } });
    const { persons, cases } = await rowsAfter(log.log);
    const one = { viewers: [MISSION, PLIE], members: [AMINA, BRUNO], survivor: BRUNO };
    expect(persons).toMatchObject([
      { person: AMINA, ...one, merge },
      { person: BRUNO, ...one, merge: null },
      { person: CHLOE, members: [CHLOE], survivor: CHLOE },
    ]);
    // Each structure still reads its own parcours alone.
    expect(cases).toMatchObject([
      { parcours: FIRST, beneficiary: AMINA, viewers: [MISSION], to_reconcile: true },
      { parcours: OTHERS, beneficiary: BRUNO, viewers: [PLIE], to_reconcile: true },
    ]);
  });

  it('are no longer marked once one of the two parcours has ended, nor across territories', async () => {
    const log = three();
    log.person(AMINA, { type: 'BeneficiaryMerged', data: { into: BRUNO } });
    const exit = { reason: 'moved', proof: { kind: 'none' } };
    const left = log.step(OTHERS, { type: 'ParcoursExited', data: exit }, '2026-03-01');
    const marks = async (more: readonly StoredEvent[]) =>
      (await rowsAfter(more))['cases']!.map(({ to_reconcile: mark }) => mark);
    expect(await marks(log.log)).toEqual([false, false]);
    log.step(OTHERS, { type: 'ParcoursReopened', data: { exit: left } }, '2026-03-02');
    expect(await marks(log.log)).toEqual([true, true]);
    const elsewhere = log.log.map((event) =>
      event.stream === `parcours-${OTHERS}` ? { ...event, territory: testId(42) } : event,
    );
    expect(await marks(elsewhere as StoredEvent[])).toEqual([false, false]);
  });

  it('are marked under one record too, where the territory allows several parcours', async () => {
    const log = three();
    log.step(SECOND, told.opening(AMINA), '2026-02-03');
    const { cases } = await rowsAfter(log.log);
    expect(cases!.map(({ to_reconcile: mark }) => mark)).toEqual([true, true, false]);
  });

  it('say so where merges go round in a circle', async () => {
    const log = three();
    log.person(AMINA, { type: 'BeneficiaryMerged', data: { into: BRUNO } });
    log.person(BRUNO, { type: 'BeneficiaryMerged', data: { into: AMINA } });
    const { persons } = await rowsAfter(log.log);
    expect(persons!.slice(0, 2)).toMatchObject([{ survivor: null }, { survivor: null }]);
  });

  it('suspected, are a pair until they are merged, and again afterwards', async () => {
    const log = three();
    const suspicion = log.person(AMINA, { type: 'DuplicateSuspected', data: { other: BRUNO, because: 'operator' } });
    const pair = { suspicion, person: AMINA, other: BRUNO, suspected_by: MISSION, viewers: [MISSION, PLIE] };
    expect((await rowsAfter(log.log))['duplicates']).toMatchObject([pair]);
    const merge = log.person(BRUNO, { type: 'BeneficiaryMerged', data: { into: AMINA } });
    expect((await rowsAfter(log.log))['duplicates']).toEqual([]);
    log.person(BRUNO, { type: 'MergeReversed', data: { merge } });
    expect((await rowsAfter(log.log))['duplicates']).toMatchObject([pair]);
    log.person(AMINA, told.voids(suspicion));
    expect((await rowsAfter(log.log))['duplicates']).toEqual([]);
  });

  it('leave, once parted, the rows of people who were never merged, whatever was done meanwhile', async () => {
    const people = [AMINA, BRUNO, CHLOE];
    const work = fc.array(
      fc.record({
        kind: fc.constantFrom('merge', 'reverse', 'contact', 'rename', 'orient', 'exit', 'inform', 'open'),
        who: fc.nat({ max: 2 }),
        other: fc.nat({ max: 1 }),
      }),
      { minLength: 3, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(work, async (steps) => {
        const log = three();
        const merged = new Map<string, string>();
        const reverse = (person: string) => {
          const merge = merged.get(person);
          if (merge !== undefined) log.person(person, { type: 'MergeReversed', data: { merge } });
          merged.delete(person);
        };
        for (const [n, { kind, who, other }] of steps.entries()) {
          const person = people[who]!;
          const parcours = who === 1 ? OTHERS : FIRST;
          const into = people.filter((each) => each !== person)[other]!;
          if (kind === 'merge' && !merged.has(person)) {
            merged.set(person, log.person(person, { type: 'BeneficiaryMerged', data: { into } }));
          } else if (kind === 'reverse') reverse(person);
          else if (kind === 'contact') {
            log.step(
              parcours,
              { type: 'ContactAttempted', data: { channel: 'phone', reached: 'person' } },
              '2026-03-01',
            );
          } else if (kind === 'rename')
            log.person(person, { type: 'ProfileUpdated', data: { familyName: `Nom-${n}` } });
          else if (kind === 'orient') log.step(parcours, told.proposal(PLIE), '2026-03-02');
          else if (kind === 'inform') {
            log.person(person, { type: 'InformationNoticeGiven', data: { article: 13, means: 'oral' } });
          } else if (kind === 'open' && who === 0) log.step(SECOND, told.opening(AMINA), '2026-03-04');
          else if (kind === 'exit') {
            const exit = { reason: 'moved', proof: { kind: 'none' } };
            log.step(parcours, { type: 'ParcoursExited', data: exit }, '2026-06-01');
          }
        }
        for (const person of people) reverse(person);
        const never = log.log.filter(({ type }) => !MERGES.has(type));
        expect(shown(await rowsAfter(log.log))).toEqual(shown(await rowsAfter(never)));
      }),
      { numRuns: 30 },
    );
  });

  it('keep nothing of the one that was erased: the rows are those of a log that never had her', async () => {
    const log = three();
    log.person(AMINA, { type: 'BeneficiaryMerged', data: { into: BRUNO } });
    log.person(CHLOE, { type: 'DuplicateSuspected', data: { other: AMINA, because: 'operator' } });
    log.person(CHLOE, { type: 'BeneficiaryMerged', data: { into: AMINA } });
    const before = [...log.log];
    log.person(AMINA, { type: 'BeneficiaryErased', data: { intent: testId(900) } });
    const erasure = { ...log.log.at(-1)!, keyId: testId(0) } as StoredEvent;
    await models.clear(projection);
    await models.fold(projection, before);
    await models.fold(projection, [erasure]);
    const live = await models.allRows(projection);
    expect(JSON.stringify(live)).not.toMatch(new RegExp(`${AMINA}|${FIRST}`));
    const readable = before.filter(({ keyId }) => keyId !== AMINA);
    expect(await rowsAfter([...readable, erasure])).toEqual(live);
  });
});
