import { describe, expect, it } from '@jest/globals';
import { asOf, knownAtOf, unvoided, type LifeEvent } from '@jalons/event-log';
import { addDays, civilDateOf } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import fc from 'fast-check';
import { recorded, testId, type Past } from '../../../../test/support/given.js';
import { open, past, PERSON } from '../../../../test/support/parcours.js';
import { randomParcours } from '../../../../test/support/risk/random.js';
import { calendar, DEFAULT_RULES, factsAt, met, midnights, PARCOURS } from '../../../../test/support/risk/story.js';
import { evaluate } from '../evaluate/evaluate.js';
import { landmarksOf } from './landmarks.js';
import type { ObservedLandmark, Standing } from './observation.js';
import { observe } from './observe.js';
import type { ParcoursEntries, PersonHistory, World } from './person-history.js';

const day = civilDateOf;
const weekly = (from: string, to: string) =>
  landmarksOf({ from: day(from), to: day(to), horizonDays: 90, everyDays: 7 }, midnights);
const world: World = { professionals: new Map(), calendar, midnights, observedUntil: day('2027-12-31') };
const historyOf = (...parcours: readonly ParcoursEntries[]): PersonHistory => ({
  person: PERSON,
  parcours: parcours.map((entries, index) => ({
    id: index === 0 ? PARCOURS : testId(50 + index),
    beneficiary: PERSON,
    entries,
  })),
  ...{ records: [{ id: PERSON, entries: [] }], encounters: [], traits: () => ({ sex: null, age: null, qpv: null }) },
});
const entriesOf = (history: readonly Past<ParcoursEvent>[]) => recorded(history) as unknown as ParcoursEntries;

/** The landmark of a week, of somebody told so. */
function at(
  on: string,
  followed: readonly Past<ParcoursEvent>[],
  more: Partial<World> = {},
): ObservedLandmark | undefined {
  const seen = observe(
    historyOf(entriesOf([...open, ...followed])),
    { ...world, ...more },
    DEFAULT_RULES,
    90,
    weekly(on, on),
  );
  return seen.parcours[0]?.landmarks[0];
}

describe('landmarks', () => {
  it('are Sundays, looked at in their last millisecond, across the changes of the clocks', () => {
    const landmarks = weekly('2026-03-20', '2026-04-10');
    expect(landmarks.map(({ on }) => on)).toEqual(['2026-03-22', '2026-03-29', '2026-04-05']);
    expect(landmarks.map(({ at: instant }) => instant - landmarks[0]!.at)).toEqual([
      0,
      167 * 3_600_000,
      335 * 3_600_000,
    ]);
  });
});

describe('what becomes of an open parcours after a landmark', () => {
  const exit = (reason: string, on: string) =>
    past('ParcoursExited', on, { reason, proof: { kind: 'none' } }, testId(300));
  const training = past('TrainingStarted', '2026-02-15', {
    ...{ title: 'CAP', provider: { label: 'Greta' }, qualifying: true, expectedEnd: day('2026-12-15') },
  });
  const before = [met('2026-02-01')];

  it.each<[string, readonly Past<ParcoursEvent>[], Standing, boolean]>([
    ['an exit for abandonment within 90 days', [...before, exit('abandonment', '2026-05-09')], 'in', true],
    ['an exit as unreachable', [...before, exit('unreachable', '2026-02-09')], 'in', true],
    [
      'an exit on the 91st day, and a contact meanwhile',
      [...before, met('2026-04-01'), exit('abandonment', '2026-05-10')],
      'in',
      false,
    ],
    ['another exit', [...before, exit('job', '2026-03-01')], 'in', false],
    ['a move', [...before, exit('moved', '2026-03-01')], 'gone', false],
    ['a death', [...before, exit('deceased', '2026-03-01')], 'gone', false],
    ['silence', before, 'in', true],
    ['a contact on the last day', [...before, met('2026-05-09')], 'in', false],
    ['a contact one day later', [...before, met('2026-05-10')], 'in', true],
    [
      'an attempt alone',
      [...before, past('ContactAttempted', '2026-03-01', { channel: 'sms', reached: 'nobody' })],
      'in',
      true,
    ],
    [
      'a step of hers',
      [...before, past('AssessmentRecorded', '2026-03-01', { kind: 'interim', needs: [] })],
      'in',
      false,
    ],
    ['a training under way', [...before, training], 'in', false],
    [
      'an exit that was reopened, and nothing after',
      [...before, exit('abandonment', '2026-03-01'), past('ParcoursReopened', '2026-03-10', { exit: testId(300) })],
      'in',
      true,
    ],
  ])('%s', (_, history, standing, dropout) => {
    expect(at('2026-02-08', history)).toMatchObject({ standing, dropout });
  });

  it('those silent for 90 days already are told apart', () => {
    expect(at('2026-05-03', before)).toMatchObject({ standing: 'silent', noContact90: true, sinceContact: 91 });
    expect(at('2026-05-02', before)).toBeUndefined();
    expect(at('2026-04-26', before)).toMatchObject({ standing: 'in', noContact90: false });
  });

  it('what is not observed for 90 and 30 days does not count', () => {
    const until = (observedUntil: string) => at('2026-02-08', before, { observedUntil: day(observedUntil) })?.standing;
    expect([until('2026-06-08'), until('2026-06-07')]).toEqual(['in', 'unobserved']);
  });

  it('an exit that was recorded late leaves nothing open that was over', () => {
    const entries = entriesOf([...open, ...before, exit('abandonment', '2026-03-01')]).map((entry) =>
      entry.type === 'ParcoursExited' ? { ...entry, recordedAt: Date.parse('2026-04-20T10:00:00Z') } : entry,
    ) as ParcoursEntries;
    const seen = observe(historyOf(entries), world, DEFAULT_RULES, 90, weekly('2026-02-15', '2026-05-01'));
    expect(seen.parcours[0]!.landmarks.map(({ on, standing }) => [on, standing]).slice(0, 3)).toEqual([
      ['2026-02-15', 'in'],
      ['2026-02-22', 'in'],
      ['2026-03-01', 'over'],
    ]);
    // Known to have exited, it is open no more.
    expect(seen.parcours[0]!.landmarks.at(-1)!.on).toBe('2026-04-19');
  });

  it('a person who objects in the end is no part of it', () => {
    const entries = [
      {
        eventId: testId(1),
        revision: 0,
        type: 'ObjectionRecorded',
        data: { purpose: 'profiling' },
        occurredOn: day('2027-01-01'),
        recordedAt: 1,
      },
    ] as never;
    const history = { ...historyOf(entriesOf([...open, ...before])), records: [{ id: PERSON, entries }] };
    expect(observe(history, world, DEFAULT_RULES, 90, weekly('2026-02-08', '2026-03-08'))).toMatchObject({
      parcours: [],
      objecting: true,
    });
  });
});

describe('a replay', () => {
  const landmarks = weekly('2026-01-01', '2026-12-31');

  it('scores each landmark as a review of what was known then, and no other event', () => {
    fc.assert(
      fc.property(randomParcours, randomParcours, (one, other) => {
        const [own, elsewhere] = [one.entries, other.entries] as unknown as [ParcoursEntries, ParcoursEntries];
        const seen = observe(historyOf(own, elsewhere), world, DEFAULT_RULES, 90, landmarks);
        const scores = new Map(
          seen.parcours.flatMap(({ parcours, landmarks: all }) =>
            all.map((each) => [`${parcours} ${each.on}`, each.score]),
          ),
        );
        // A parcours whose opening was voided in the end is in no cohort.
        const inCohort = unvoided(own).some(({ type }) => type === 'ParcoursOpened');
        for (const { at: t, on } of landmarks) {
          const known = asOf(own, t);
          if (known.length === 0) continue;
          const beside = asOf(elsewhere, t).length === 0 ? null : factsAt(elsewhere as never, t).lastContact;
          const facts = factsAt(own as never, t, {
            professionals: new Map(),
            contactsElsewhere: beside === null ? [] : [beside],
          });
          const seenThen = inCohort && facts.exit === null;
          const expected = seenThen ? evaluate(facts, DEFAULT_RULES, t).score : undefined;
          expect([on, scores.get(`${PARCOURS} ${on}`)]).toEqual([on, expected]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('sees no future: what became known after a landmark changes nothing of its scores', () => {
    fc.assert(
      fc.property(randomParcours, fc.integer({ min: 0, max: 51 }), fc.infiniteStream(fc.nat()), (told, week, picks) => {
        const entries = told.entries as unknown as ParcoursEntries;
        const t = landmarks[week]!.at;
        const until = landmarks.slice(0, week + 1);
        const scoresOf = (events: ParcoursEntries) =>
          observe(historyOf(events), world, DEFAULT_RULES, 90, until).parcours.flatMap(({ landmarks: all }) =>
            all.map(({ on, score, flagged, noContact90, sinceContact }) => ({
              on,
              score,
              flagged,
              noContact90,
              sinceContact,
            })),
          );
        const isLater = (event: LifeEvent<ParcoursEvent>) => knownAtOf(event) > t;
        const known = entries.filter((event) => !isLater(event));
        const later = entries.filter(isLater);
        const mixed = later
          .filter(() => (picks.next().value as number) % 2 === 0)
          .map((event) => ({ ...later[(picks.next().value as number) % later.length]!, revision: event.revision }));
        const expected = scoresOf(entries);
        const leaking = [
          known,
          [...known, ...(mixed as ParcoursEntries)].toSorted((a, b) => a.revision - b.revision),
        ].map(scoresOf);
        // A parcours whose opening was voided in the end is in no cohort; of all others, the scores are the same.
        for (const scores of leaking) if (scores.length > 0 && expected.length > 0) expect(scores).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('follows a contact in another parcours of the person from the day it is known', () => {
    const other = entriesOf([...open, met('2026-04-20')]);
    const seen = observe(
      historyOf(entriesOf([...open, met('2026-02-01')]), other),
      world,
      DEFAULT_RULES,
      90,
      weekly('2026-04-05', '2026-05-03'),
    );
    const own = seen.parcours.find(({ parcours }) => parcours === PARCOURS)!;
    expect(own.landmarks.map(({ on, sinceContact }) => [on, sinceContact])).toEqual([
      ['2026-04-05', 63],
      ['2026-04-12', 70],
      ['2026-04-19', 77],
      ['2026-04-26', 6],
      ['2026-05-03', 13],
    ]);
    expect(addDays(day('2026-04-20'), 6)).toBe('2026-04-26');
  });
});
