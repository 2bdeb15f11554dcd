import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '@jalons/event-log';
import { addDays, civilDateOf } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { givenEvents, logOf, type ToldEvent } from '../../../../test/support/projections/given-events.js';
import { projectionContract } from '../../../../test/support/projections/projection.contract.js';
import { ReadModels } from '../../../../test/support/projections/read-models.js';
import { componentsOf } from './merged-people.js';
import { parcoursSlotsProjection } from './slots.projection.js';

const [AMINA, BRUNO, CHLOE] = [testId(1), testId(2), testId(3)];
const [FIRST, SECOND] = [testId(11), testId(12)];
const TERRITORY = testId(41);
const EXIT = testId(51);

const own = (person: string, type: string, data: object, more: Partial<ToldEvent> = {}): ToldEvent => ({
  ...{ stream: `beneficiary-${person}`, type, data },
  ...more,
});
const step = (id: string, person: string, type: string, on: string, data: object = {}, more: Partial<ToldEvent> = {}) =>
  ({ stream: `parcours-${id}`, type, data, on, keyId: person, territory: TERRITORY, ...more }) as const;
const taken = (person: string, parcoursId: string, from: string) =>
  own(person, 'ParcoursSlotTaken', { territory: TERRITORY, parcoursId, from, opening: testId(61) });
const freed = (person: string, parcoursId: string, on: string) => own(person, 'ParcoursSlotFreed', { parcoursId, on });
const opened = (id: string, person: string, on: string) => step(id, person, 'ParcoursOpened', on);
const merged = (person: string, into: string, eventId = testId(71)) =>
  own(person, 'BeneficiaryMerged', { into }, { eventId });

describe('slots beside their parcours', () => {
  let models: ReadModels;
  beforeAll(async () => {
    models = await ReadModels.open([parcoursSlotsProjection]);
  });
  afterAll(() => models.close());

  const given = (...events: readonly ToldEvent[]) => givenEvents(models, parcoursSlotsProjection, events);

  it('agree once both streams are written; until then they are at odds', async () => {
    const slot = taken(AMINA, FIRST, '2026-02-01');
    await given(slot).thenRows('parcours_slots', [
      { parcours: FIRST, person: AMINA, lasts_from: null, held_from: '2026-02-01', at_odds: true },
    ]);
    await given(slot)
      .whenEvents([opened(FIRST, AMINA, '2026-02-01')])
      .thenRows('parcours_slots', [
        { territory: TERRITORY, lasts_from: '2026-02-01', held_from: '2026-02-01', held_to: null, at_odds: false },
      ]);
  });

  it('are at odds while an exit, its void or its reopening has not reached the person', async () => {
    const open = [taken(AMINA, FIRST, '2026-02-01'), opened(FIRST, AMINA, '2026-02-01')];
    const exit = step(FIRST, AMINA, 'ParcoursExited', '2026-06-01', { reason: 'moved' }, { eventId: EXIT });
    const free = freed(AMINA, FIRST, '2026-06-01');
    await given(...open, exit).thenRows('parcours_slots', [{ lasts_to: '2026-06-01', held_to: null, at_odds: true }]);
    await given(...open, exit, free).thenRows('parcours_slots', [{ held_to: '2026-06-01', at_odds: false }]);
    const undone = step(FIRST, AMINA, 'EntryVoided', '2026-06-02', { eventId: EXIT, why: 'x' });
    await given(...open, exit, free, undone).thenRows('parcours_slots', [{ lasts_to: null, at_odds: true }]);
    const reopened = step(FIRST, AMINA, 'ParcoursReopened', '2026-06-02', { exit: EXIT });
    await given(...open, exit, free, reopened).thenRows('parcours_slots', [{ lasts_to: null, at_odds: true }]);
    await given(...open, exit, free, reopened, taken(AMINA, FIRST, '2026-02-01')).thenRows('parcours_slots', [
      { lasts_to: null, held_to: null, at_odds: false },
    ]);
  });

  it('show neither a parcours that was never one, nor an erased person', async () => {
    const emptied = [taken(AMINA, FIRST, '2026-02-01'), freed(AMINA, FIRST, '2026-02-01')];
    await given(...emptied).thenRows('parcours_slots', []);
    const erased = own(AMINA, 'BeneficiaryErased', { intent: testId(81) }, { keyId: testId(82) });
    const all = [taken(AMINA, FIRST, '2026-02-01'), opened(FIRST, AMINA, '2026-02-01')];
    await given(...all)
      .whenEvents([erased])
      .thenRows('parcours_slots', []);
    await given(...all)
      .whenEvents([erased])
      .thenRows('slot_entries', []);
  });

  it('of people who were merged stand together, and apart again once the merge is reversed', async () => {
    const both = [
      ...[taken(AMINA, FIRST, '2026-02-01'), opened(FIRST, AMINA, '2026-02-01')],
      ...[taken(BRUNO, SECOND, '2026-03-01'), opened(SECOND, BRUNO, '2026-03-01')],
    ];
    await given(...both, merged(BRUNO, AMINA)).thenRows('parcours_slots', [
      { parcours: FIRST, component: AMINA, at_odds: false },
      { parcours: SECOND, person: BRUNO, component: AMINA, at_odds: false },
    ]);
    await given(...both)
      .whenEvents([merged(AMINA, BRUNO), merged(BRUNO, CHLOE, testId(72))])
      .whenEvents([own(AMINA, 'MergeReversed', { merge: testId(71) })])
      .thenRows('parcours_slots', [{ component: AMINA }, { component: BRUNO }]);
    await given(...both)
      .whenEvents([merged(AMINA, BRUNO), merged(BRUNO, CHLOE, testId(72))])
      .thenRows('merged_people', [
        { person: AMINA, into_person: BRUNO, component: AMINA },
        { person: BRUNO, into_person: CHLOE, component: AMINA },
        { person: CHLOE, into_person: null, component: AMINA },
      ]);
  });

  it('connects whoever is merged, in whatever order it was said', () => {
    const merges = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('a', 'b', 'c', 'd')));
    fc.assert(
      fc.property(merges, (all) => {
        const components = componentsOf(all);
        for (const [absorbed, into] of all) expect(components.get(absorbed)).toBe(components.get(into));
        for (const [person, component] of components) expect(component <= person).toBe(true);
        expect(componentsOf(all.toReversed())).toEqual(components);
      }),
    );
  });
});

const anyEntry = fc.record({
  kind: fc.constantFrom(
    ...(['taken', 'freed', 'opened', 'exited', 'reopened', 'voided', 'merged', 'reversed', 'erased'] as const),
  ),
  person: fc.constantFrom(AMINA, BRUNO, CHLOE),
  which: fc.nat({ max: 2 }),
  day: fc.nat({ max: 20 }),
  named: fc.nat({ max: 24 }),
});

/** Ids of events are their places, so that entries may name what is there, or nothing. */
const logs = fc.array(anyEntry, { minLength: 6, maxLength: 24 }).map((all): readonly StoredEvent[] => {
  const gone = new Set<string>();
  const told = all.flatMap(({ kind, person, which, day, named }): readonly ToldEvent[] => {
    if (gone.has(person)) return [];
    const on = addDays(civilDateOf('2026-02-01'), day);
    const parcours = testId(Number(person.slice(-3)) * 100 + which);
    const eventId = testId(9001 + named);
    switch (kind) {
      case 'taken':
        return [taken(person, parcours, on)];
      case 'freed':
        return [freed(person, parcours, on)];
      case 'opened':
        return [opened(parcours, person, on)];
      case 'exited':
        return [step(parcours, person, 'ParcoursExited', on, { reason: 'moved' })];
      case 'reopened':
        return [step(parcours, person, 'ParcoursReopened', on, { exit: eventId })];
      case 'voided':
        return [
          which === 0
            ? own(person, 'EntryVoided', { eventId, why: 'x' })
            : step(parcours, person, 'EntryVoided', on, { eventId, why: 'x' }),
        ];
      case 'merged':
        return [own(person, 'BeneficiaryMerged', { into: [AMINA, BRUNO, CHLOE][which]! })];
      case 'reversed':
        return [own(person, 'MergeReversed', { merge: eventId })];
      case 'erased':
        gone.add(person);
        return [own(person, 'BeneficiaryErased', { intent: testId(81) }, { keyId: testId(82) })];
    }
  });
  return logOf(told);
});

projectionContract({ projection: parcoursSlotsProjection, logs });
