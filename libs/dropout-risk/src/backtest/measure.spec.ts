import { describe, expect, it } from '@jest/globals';
import { addDays, civilDateOf, type CivilDate } from '@jalons/kernel';
import fc from 'fast-check';
import { testId } from '../../../../test/support/given.js';
import { aucOf } from './auc.js';
import { bootstrap } from './bootstrap.js';
import { runsOf } from './flag-runs.js';
import { measure, type Measured } from './measure.js';
import type { ObservedLandmark, ObservedParcours } from './observation.js';
import { cellsOf } from './person-cells.js';

const FIRST = civilDateOf('2026-01-04');
const RUN: Measured = {
  ruleSet: { id: 'default', version: 1, hash: 'a'.repeat(64) },
  position: '0000000000000000042',
  asked: { from: FIRST, to: addDays(FIRST, 63), horizonDays: 90, everyDays: 7 },
  landmarks: 10,
};

/** One letter a week: score as a digit, `+` before it where she drops out within H, `s` where she is silent already. */
function told(
  n: number,
  weeks: string,
  { lostOn = null, sex = 'female' }: { lostOn?: CivilDate | null; sex?: string } = {},
): ObservedParcours {
  const landmarks = weeks.split(' ').map((week, index): ObservedLandmark => {
    const score = Number(week.replace(/[+s]/g, ''));
    return {
      ...{ index, on: addDays(FIRST, 7 * index), standing: week.includes('s') ? 'silent' : 'in', score },
      ...{ flagged: score >= 4, dropout: week.includes('+'), noContact90: false, sinceContact: 10 + 7 * index },
    };
  });
  return { person: testId(n), parcours: testId(100 + n), traits: { sex, age: null, qpv: null }, landmarks, lostOn };
}

const OBSERVED = [
  told(1, '0 0 +4 +4 +4 s+4', { lostOn: addDays(FIRST, 50) }),
  told(2, '0 2 2 0 0 0'),
  told(3, '4 0 4 4 0 0'),
  told(4, '+0 +0 +2', { lostOn: addDays(FIRST, 18) }),
];
const { summary: SUMMARY, missed: MISSED } = measure(
  { parcours: OBSERVED, objecting: 2, referents: [[testId(7), testId(8)], [testId(7)], []] },
  RUN,
);

describe('measures', () => {
  it('count the cohort, and tell apart who is silent already', () => {
    expect(SUMMARY).toMatchObject({ persons: 4, landmarks: 20, positives: 6, baseRate: 0.3, exits: 2 });
    expect(SUMMARY.leftOut).toEqual({
      silent: { landmarks: 1, positives: 1 },
      gone: 0,
      unobserved: 0,
      over: 0,
      objecting: 2,
    });
  });

  it('compare the flags with what became of people', () => {
    expect(SUMMARY).toMatchObject({ flagged: 6, precision: 0.5, ppv: 0.5, recall: 0.5 });
    // Of 6 positives and 14 negatives: three 4s, one 2, two 0s against three 4s, two 2s, nine 0s.
    expect(SUMMARY.auc).toBeCloseTo((3 * (11 + 1.5) + (9 + 1) + 2 * 4.5) / (6 * 14), 12);
    expect(MISSED).toEqual([{ parcours: testId(104), exitOn: addDays(FIRST, 18) }]);
  });

  it('tell how early, and how soon after the last contact', () => {
    expect(SUMMARY).toMatchObject({ medianLeadDays: 36, medianDaysFromContact: 24, withinThirtyDays: 1 });
  });

  it('tell what it costs: new alerts a week, for each who answers for somebody', () => {
    expect(SUMMARY.alertsPerWeek).toBeCloseTo(3 / 10, 12);
    expect(SUMMARY.alertsPerOperatorWeek).toBeCloseTo(3 / 10 / 1.5, 12);
    expect(SUMMARY.thresholds.map(({ atRiskFrom, flagged }) => [atRiskFrom, flagged])).toEqual([
      ...[
        [1, 9],
        [2, 9],
        [3, 6],
        [4, 6],
      ],
    ]);
  });

  it('stand beside what anybody could do', () => {
    expect(SUMMARY.baselines).toMatchObject([
      { id: 'always', flagged: 20, precision: 0.3, recall: 1, auc: 0.5 },
      { id: 'random', flagged: 6, precision: 0.3, auc: 0.5 },
      { id: 'no-contact-90', flagged: 0, precision: null, recall: 0, auc: 0.5 },
    ]);
    // 5 landmarks of the cohort come a week or more before the first exit, 2 before the other.
    expect(SUMMARY.baselines[1]!.recall).toBeCloseTo((1 - 0.7 ** 5 + 1 - 0.7 ** 2) / 2, 12);
  });

  it('a group is told apart from 30 flags on', () => {
    expect(SUMMARY.groups).toEqual([]);
    const many = Array.from({ length: 30 }, (_, n) =>
      told(n, n < 10 ? '+4' : '4', { sex: n % 2 === 0 ? 'male' : 'female' }),
    );
    const groups = measure(
      {
        parcours: [
          ...many,
          ...many.map((one) => ({ ...one, person: one.parcours, traits: { sex: 'male', age: null, qpv: null } })),
        ],
        objecting: 0,
        referents: [],
      },
      RUN,
    ).summary.groups;
    expect(groups).toEqual([
      { by: 'sex', value: 'male', landmarks: 45, flagged: 45, baseRate: 15 / 45, precision: 15 / 45 },
    ]);
  });

  it('say why a figure cannot be had', () => {
    const { summary: empty } = measure({ parcours: [], objecting: 0, referents: [] }, RUN);
    expect(empty).toMatchObject({
      baseRate: null,
      precision: null,
      recall: null,
      auc: null,
      gate: { auc: null, ppv: null },
    });
    const nullsOf = (figures: object, under = '') =>
      Object.entries(figures).flatMap(([name, value]) => (value === null ? [`${under}${name}`] : []));
    const nulls = [
      ...nullsOf(empty).filter((name) => name !== 'position'),
      ...nullsOf(empty.gate, 'gate/'),
      ...empty.baselines.flatMap((baseline) => nullsOf(baseline, `baselines/${baseline.id}/`)),
    ];
    expect(Object.keys(empty.why).toSorted()).toEqual(nulls.toSorted());
    const { summary: nobody } = measure({ parcours: [told(1, '0 0')], objecting: 0, referents: [] }, RUN);
    expect(nobody.why).toMatchObject({
      auc: 'nobody drops out in the cohort',
      precision: 'nobody is flagged in the cohort',
      'baselines/no-contact-90/precision': 'it flags nobody in the cohort',
      'baselines/no-contact-90/auc': 'nobody drops out in the cohort',
    });
  });

  it('have one name, however many read the log, and another once somebody leaves', () => {
    const { summary: shuffled } = measure(
      { parcours: OBSERVED.toReversed(), objecting: 2, referents: [[testId(7), testId(8)], [testId(7)], []] },
      RUN,
    );
    expect(shuffled).toEqual(SUMMARY);
    expect(measure({ parcours: OBSERVED, objecting: 3, referents: [] }, RUN).summary.hash).not.toBe(SUMMARY.hash);
    expect(measure({ parcours: OBSERVED.slice(1), objecting: 2, referents: [] }, RUN).summary.hash).not.toBe(
      SUMMARY.hash,
    );
  });
});

describe('a run of flags', () => {
  it('ends where a week is missing', () => {
    const { landmarks } = told(1, '4 4 0 4 4 4');
    const runs = (all: readonly ObservedLandmark[]) =>
      runsOf({ landmarks: all }).map(({ first, last }) => [first.index, last.index]);
    expect(runs(landmarks)).toEqual([
      [0, 1],
      [3, 5],
    ]);
    expect(runs(landmarks.filter(({ index }) => index !== 4))).toEqual([
      [0, 1],
      [3, 3],
      [5, 5],
    ]);
  });
});

describe('the area under the curve', () => {
  it('is how often a positive scores above a negative', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ score: fc.nat(6), positive: fc.boolean() }), { maxLength: 40 }), (all) => {
        const table = { positives: new Float64Array(7), negatives: new Float64Array(7) };
        for (const { score, positive } of all) table[positive ? 'positives' : 'negatives'][score]! += 1;
        const pairs = all
          .filter(({ positive }) => positive)
          .flatMap((a) =>
            all.filter(({ positive }) => !positive).map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)),
          );
        const expected = pairs.length === 0 ? null : pairs.reduce<number>((sum, won) => sum + won, 0) / pairs.length;
        if (expected === null) expect(aucOf(table)).toBeNull();
        else expect(aucOf(table)).toBeCloseTo(expected, 12);
      }),
    );
  });
});

describe('the bootstrap', () => {
  // 60 people of 20 landmarks each, all alike within a person.
  const people = Array.from({ length: 60 }, (_, n) => ({
    ...{ score: n % 3 === 0 ? 4 : n % 5, dropout: n % 4 === 0, flagged: n % 3 === 0, noContact90: n % 7 === 0 },
  }));
  const byPerson = bootstrap(cellsOf(people.map((cell) => [{ ...cell, count: 20 }])));

  it('draws people, not landmarks: what is alike says no more for being said 20 times', () => {
    const byLandmark = bootstrap(
      cellsOf(people.flatMap((cell) => Array.from({ length: 20 }, () => [{ ...cell, count: 1 }]))),
    );
    const width = ([low, high]: readonly [number, number]) => high - low;
    expect(width(byPerson.auc!)).toBeGreaterThan(2 * width(byLandmark.auc!));
    expect(bootstrap(cellsOf(people.map((cell) => [{ ...cell, count: 1 }])))).toEqual(byPerson);
  });

  it('is the same each time', () => {
    expect(bootstrap(cellsOf(people.map((cell) => [{ ...cell, count: 20 }])))).toEqual(byPerson);
  });
});
