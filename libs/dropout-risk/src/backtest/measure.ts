import type { Uuid } from '@jalons/kernel';
import { aucOf, type ScoreTable } from './auc.js';
import { bootstrap, type PersonCell } from './bootstrap.js';
import { landmarksBefore, leadOf, median, runsOf } from './flag-runs.js';
import { hashOf } from './observation-hash.js';
import type { ObservedLandmark, ObservedParcours, Observations, Traits } from './observation.js';
import type { BackTestQuestion, BackTestSummary, BaselineResult, GroupResult, ThresholdResult } from './summary.js';

/** Flagged landmarks that a part of the people must have to be told apart. */
const LEAST_FLAGGED = 30;
const SHORT_DAYS = 30;

export interface Measured {
  readonly ruleSet: BackTestSummary['ruleSet'];
  readonly position: string | null;
  readonly asked: BackTestQuestion;
  readonly landmarks: number;
}

/** Everything that risk.md § 4 asks of a back-test, from what was observed. Pure. */
export function measure({ parcours, objecting, referents }: Observations, run: Measured): BackTestSummary {
  const all = parcours.flatMap(({ landmarks }) => landmarks);
  const cohort = all.filter(({ standing }) => standing === 'in');
  const silent = all.filter(({ standing }) => standing === 'silent');
  const count = (landmarks: readonly ObservedLandmark[], holds: (one: ObservedLandmark) => boolean) =>
    landmarks.reduce((sum, landmark) => sum + Number(holds(landmark)), 0);
  const positives = count(cohort, ({ dropout }) => dropout);
  const flagged = count(cohort, (one) => one.flagged);
  const right = count(cohort, (one) => one.flagged && one.dropout);
  const topScore = cohort.reduce((top, { score }) => Math.max(top, score), 0);
  const auc = aucOf(tableOf(cohort, topScore, ({ score }) => score));
  const people = cellsByPerson(parcours);
  const { auc: aucInterval, aucAhead, ppvAhead } = bootstrap(people, topScore);
  const baseRate = ratio(positives, cohort.length);
  const precision = ratio(right, flagged);
  const exits = exitsIn(parcours);
  const caught = exits.filter(({ before }) => before.some((landmark) => landmark.flagged));
  const starts = parcours.flatMap((one) => runsOf(one)).map(({ first }) => first);
  const openStarts = starts.filter(({ standing }) => standing === 'in');
  const alertsPerWeek = run.landmarks === 0 ? null : (starts.length / run.landmarks) * (7 / run.asked.everyDays);
  const operators = average(referents.map((one) => new Set(one).size).filter((size) => size > 0));
  const reasons = reasonsOf({
    cohort: cohort.length,
    positives,
    flagged,
    exits: exits.length,
    operators,
    starts: openStarts.length,
  });
  const found: Omit<BackTestSummary, 'why'> = {
    ...{ ruleSet: run.ruleSet, position: run.position, asked: run.asked },
    ...{ persons: people.length, landmarks: cohort.length, positives },
    leftOut: {
      silent: { landmarks: silent.length, positives: count(silent, ({ dropout }) => dropout) },
      gone: count(all, ({ standing }) => standing === 'gone'),
      unobserved: count(all, ({ standing }) => standing === 'unobserved'),
      over: count(all, ({ standing }) => standing === 'over'),
      objecting,
    },
    ...{ baseRate, flagged, precision, ppv: precision, ppvAhead },
    recall: ratio(caught.length, exits.length),
    exits: exits.length,
    ...{ auc, aucInterval },
    medianLeadDays: median(caught.flatMap(({ parcours: one, exitOn }) => leadOf(one, exitOn) ?? [])),
    medianDaysFromContact: median(openStarts.map(({ sinceContact }) => sinceContact)),
    withinThirtyDays: ratio(
      openStarts.filter(({ sinceContact }) => sinceContact <= SHORT_DAYS).length,
      openStarts.length,
    ),
    alertsPerWeek,
    alertsPerOperatorWeek: alertsPerWeek === null || operators === null ? null : alertsPerWeek / operators,
    baselines: baselinesOf(cohort, exits, { baseRate, flagged, aucInterval, aucAhead }),
    gate: { auc: aucAhead && aucAhead[0] > 0, ppv: ppvAhead && ppvAhead[0] > 0 },
    groups: groupsOf(parcours),
    thresholds: thresholdsOf(parcours, cohort, exits, topScore, run),
    hash: hashOf(parcours, objecting, run),
  };
  return { ...found, why: whyNull(found, reasons) };
}

/** The exits for abandonment that the cohort could have foreseen. */
interface ForeseeableExit {
  readonly parcours: ObservedParcours;
  readonly exitOn: NonNullable<ObservedParcours['lostOn']>;
  readonly before: readonly ObservedLandmark[];
}

function exitsIn(parcours: readonly ObservedParcours[]): readonly ForeseeableExit[] {
  return parcours.flatMap((one): readonly ForeseeableExit[] => {
    if (one.lostOn === null) return [];
    const before = landmarksBefore(one, one.lostOn);
    return before.length === 0 ? [] : [{ parcours: one, exitOn: one.lostOn, before }];
  });
}

/** Exits for abandonment that no flag foresaw: for those who may read cases, never stored. */
export function missedExits({
  parcours,
}: Observations): readonly { readonly parcours: Uuid; readonly exitOn: string }[] {
  return exitsIn(parcours)
    .filter(({ before }) => !before.some(({ flagged }) => flagged))
    .map(({ parcours: one, exitOn }) => ({ parcours: one.parcours, exitOn }));
}

function tableOf(
  landmarks: readonly ObservedLandmark[],
  top: number,
  scoreOf: (landmark: ObservedLandmark) => number,
): ScoreTable {
  const table = { positives: new Float64Array(top + 1), negatives: new Float64Array(top + 1) };
  for (const landmark of landmarks) table[landmark.dropout ? 'positives' : 'negatives'][scoreOf(landmark)]! += 1;
  return table;
}

/** The cohort's landmarks of each person, those that are alike counted together. */
function cellsByPerson(parcours: readonly ObservedParcours[]): readonly (readonly PersonCell[])[] {
  const people = new Map<Uuid, Map<string, PersonCell>>();
  for (const { person, landmarks } of parcours) {
    for (const { standing, score, flagged, dropout, noContact90 } of landmarks) {
      if (standing !== 'in') continue;
      const cells = people.get(person) ?? new Map<string, PersonCell>();
      const key = `${score} ${flagged} ${dropout} ${noContact90}`;
      cells.set(key, { score, flagged, dropout, noContact90, count: (cells.get(key)?.count ?? 0) + 1 });
      people.set(person, cells);
    }
  }
  return [...people].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cells]) => [...cells.values()]);
}

function baselinesOf(
  cohort: readonly ObservedLandmark[],
  exits: readonly ForeseeableExit[],
  {
    baseRate,
    flagged,
    aucInterval,
    aucAhead,
  }: Pick<BackTestSummary, 'baseRate' | 'flagged' | 'aucInterval'> & {
    readonly aucAhead: BackTestSummary['aucInterval'];
  },
): readonly BaselineResult[] {
  const share = ratio(flagged, cohort.length);
  const aheadOfHalf = aucInterval && ([aucInterval[0] - 0.5, aucInterval[1] - 0.5] as const);
  const silent = cohort.filter(({ noContact90 }) => noContact90);
  const chance = exits.map(({ before }) => (share === null ? 0 : 1 - (1 - share) ** before.length));
  const foreseen = exits.filter(({ before }) => before.some(({ noContact90 }) => noContact90)).length;
  return [
    {
      ...{ id: 'always', flagged: cohort.length, precision: baseRate, recall: exits.length === 0 ? null : 1 },
      ...{ auc: baseRate === null ? null : 0.5, aucAhead: aheadOfHalf },
    },
    {
      ...{ id: 'random', flagged, precision: flagged === 0 ? null : baseRate, recall: average(chance) },
      ...{ auc: baseRate === null ? null : 0.5, aucAhead: aheadOfHalf },
    },
    {
      ...{ id: 'no-contact-90', flagged: silent.length },
      precision: ratio(silent.filter(({ dropout }) => dropout).length, silent.length),
      recall: ratio(foreseen, exits.length),
      auc: aucOf(tableOf(cohort, 1, ({ noContact90 }) => Number(noContact90))),
      aucAhead,
    },
  ];
}

function groupsOf(parcours: readonly ObservedParcours[]): readonly GroupResult[] {
  return (['sex', 'age', 'qpv'] as const).flatMap((by: keyof Traits) => {
    const groups = new Map<string, { landmarks: number; flagged: number; positives: number; right: number }>();
    for (const { traits, landmarks } of parcours) {
      const value = traits[by];
      if (value === null) continue;
      const group = groups.get(value) ?? { landmarks: 0, flagged: 0, positives: 0, right: 0 };
      for (const { standing, flagged, dropout } of landmarks) {
        if (standing !== 'in') continue;
        group.landmarks += 1;
        group.flagged += Number(flagged);
        group.positives += Number(dropout);
        group.right += Number(flagged && dropout);
      }
      groups.set(value, group);
    }
    return [...groups]
      .filter(([, { flagged }]) => flagged >= LEAST_FLAGGED)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([value, { landmarks, flagged, positives, right }]) => ({
        ...{ by, value, landmarks, flagged, baseRate: positives / landmarks, precision: right / flagged },
      }));
  });
}

/** The same at every threshold: how many alerts a week, and how right. */
function thresholdsOf(
  parcours: readonly ObservedParcours[],
  cohort: readonly ObservedLandmark[],
  exits: readonly ForeseeableExit[],
  topScore: number,
  run: Measured,
): readonly ThresholdResult[] {
  return Array.from({ length: topScore }, (_, index) => {
    const from = index + 1;
    const reaches = ({ score }: ObservedLandmark) => score >= from;
    const flagged = cohort.filter(reaches);
    const starts = parcours.reduce((sum, one) => sum + runsOf(one, reaches).length, 0);
    return {
      ...{ atRiskFrom: from, flagged: flagged.length },
      precision: ratio(flagged.filter(({ dropout }) => dropout).length, flagged.length),
      recall: ratio(exits.filter(({ before }) => before.some(reaches)).length, exits.length),
      alertsPerWeek: run.landmarks === 0 ? null : (starts / run.landmarks) * (7 / run.asked.everyDays),
    };
  });
}

/** Why the figures named cannot be had, the first reason of each counting. */
function reasonsOf({
  cohort,
  positives,
  flagged,
  exits,
  operators,
  starts,
}: Readonly<Record<'cohort' | 'positives' | 'flagged' | 'exits' | 'starts', number>> & {
  readonly operators: number | null;
}): ReadonlyMap<string, string> {
  const none = 'nobody is flagged in the cohort';
  const reasons: readonly (readonly [boolean, string, readonly string[]])[] = [
    [cohort === 0, 'the cohort is empty', ['baseRate', 'precision', 'ppv', 'ppvAhead', 'auc', 'aucInterval']],
    [positives === 0, 'nobody drops out in the cohort', ['auc', 'aucInterval']],
    [positives === cohort, 'everybody drops out in the cohort', ['auc', 'aucInterval']],
    [flagged === 0, none, ['precision', 'ppv', 'ppvAhead']],
    [exits === 0, 'no landmark of the cohort precedes an exit for abandonment', ['recall', 'medianLeadDays']],
    [starts === 0, none, ['medianDaysFromContact', 'withinThirtyDays', 'medianLeadDays']],
    [operators === null, 'no parcours has a referent', ['alertsPerOperatorWeek']],
  ];
  const named = reasons
    .filter(([holds]) => holds)
    .flatMap(([, reason, names]) => names.map((name) => [name, reason] as const));
  return new Map(named.toReversed());
}

/** A reason for each figure that is null. */
function whyNull(
  found: Readonly<Record<string, unknown>>,
  reasons: ReadonlyMap<string, string>,
): Record<string, string> {
  const missing = Object.entries(found).filter(([name, value]) => value === null && name !== 'position');
  return Object.fromEntries(missing.map(([name]) => [name, reasons.get(name) ?? 'too few people, or no landmark']));
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function average(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
