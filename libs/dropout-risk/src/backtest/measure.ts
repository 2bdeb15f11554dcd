import type { Uuid } from '@jalons/kernel';
import { aucBy, bootstrap } from './bootstrap.js';
import { hashOf } from './observation-hash.js';
import type { Observations, Traits } from './observation.js';
import { joined, type CellKey, type PersonCells } from './person-cells.js';
import { ReferentBits } from './referent-bits.js';
import type {
  BackTestQuestion,
  BackTestSummary,
  BaselineResult,
  GroupResult,
  RuleSetComparison,
  ThresholdResult,
} from './summary.js';
import { added, Tally, type ForeseeableExit, type GroupCounts, type TallyParts, type VersusCounts } from './tally.js';
import { reasonsOf, whyNull } from './why-null.js';

/** Flagged landmarks that a part of the people must have to be told apart. */
const LEAST_FLAGGED = 30;
const SHORT_DAYS = 30;

export interface Measured {
  readonly ruleSet: BackTestSummary['ruleSet'];
  readonly position: string | null;
  readonly asked: BackTestQuestion;
  readonly landmarks: number;
  /** The rule set compared with, where there is one. */
  readonly against?: BackTestSummary['ruleSet'];
}

/** What a back-test answers. */
export interface Findings {
  readonly summary: BackTestSummary;
  /** Beside another rule set; null where there is none. */
  readonly comparison: RuleSetComparison | null;
  /** Exits for abandonment that no flag foresaw: for those who may read cases, never stored with the figures. */
  readonly missed: readonly MissedExit[];
}

export interface MissedExit {
  readonly parcours: Uuid;
  readonly exitOn: string;
}

/** Everything that risk.md § 4 asks of a back-test, from what was observed. Pure. */
export function measure(observations: Observations, run: Measured): Findings {
  const { parcours, objecting, referents } = observations;
  const tally = new Tally();
  for (const person of new Set(parcours.map((one) => one.person))) {
    const own = parcours.filter((one) => one.person === person);
    tally.addPerson(person, own);
  }
  tally.addObjecting(objecting);
  for (const [index, ids] of referents.entries()) {
    for (const professional of ids) tally.addReferent({ professional, first: index, last: index });
  }
  return findingsOf([tally.parts()], run);
}

/** The same, from what several readers counted. */
export function findingsOf(tallies: readonly TallyParts[], run: Measured): Findings {
  const cells = joined(tallies.map(({ people }) => people));
  const counts = countsOf(cells);
  const { landmarks, positives, flagged, right } = counts;
  const intervals = bootstrap(cells);
  const { aucAhead, ppvAhead } = intervals;
  // In one order, whatever read them: sums of fractions depend on it.
  const exits = tallies.flatMap((tally) => tally.exits).toSorted((a, b) => (a.parcours < b.parcours ? -1 : 1));
  const caught = exits.filter((exit) => exit.flagged);
  const since = histogram(tallies);
  const objecting = sumOf(tallies, (tally) => tally.objecting);
  const perWeek = (starts: number) =>
    run.landmarks === 0 ? null : (starts / run.landmarks) * (7 / run.asked.everyDays);
  const alertsPerWeek = perWeek(sumOf(tallies, ({ starts }) => starts));
  const operators = operatorsOf(tallies);
  const baseRate = ratio(positives, landmarks);
  const found: Omit<BackTestSummary, 'why'> = {
    ...{ ruleSet: run.ruleSet, position: run.position, asked: run.asked },
    ...{ persons: cells.starts.length - 1, landmarks, positives },
    leftOut: {
      silent: {
        landmarks: sumOf(tallies, ({ silent }) => silent.landmarks),
        positives: sumOf(tallies, ({ silent }) => silent.positives),
      },
      gone: sumOf(tallies, ({ standings }) => standings.gone),
      unobserved: sumOf(tallies, ({ standings }) => standings.unobserved),
      over: sumOf(tallies, ({ standings }) => standings.over),
      objecting,
    },
    ...{ baseRate, flagged, precision: ratio(right, flagged), ppv: ratio(right, flagged), ppvAhead },
    recall: ratio(caught.length, exits.length),
    exits: exits.length,
    ...{ auc: aucBy(cells.keys, counts.weights, ({ score }) => score), aucInterval: intervals.auc },
    medianLeadDays: median(caught.flatMap(({ lead }) => lead ?? [])),
    medianDaysFromContact: since.median,
    withinThirtyDays: ratio(since.short, since.all),
    alertsPerWeek,
    alertsPerOperatorWeek: alertsPerWeek === null || operators === null ? null : alertsPerWeek / operators,
    baselines: baselinesOf(cells, counts, exits, { aucInterval: intervals.auc, aucAhead }),
    gate: { auc: aucAhead && aucAhead[0] > 0, ppv: ppvAhead && ppvAhead[0] > 0 },
    groups: groupsOf(tallies),
    thresholds: thresholdsOf(tallies, cells.keys, counts, exits, perWeek),
    hash: hashOf(
      tallies.flatMap(({ digests }) => digests),
      objecting,
      run,
    ),
  };
  const reasons = reasonsOf({
    ...{ cohort: landmarks, positives, flagged, exits: exits.length, operators, starts: since.all },
  });
  return {
    summary: { ...found, why: whyNull(found, reasons) },
    comparison: run.against === undefined ? null : comparisonOf(run.against, tallies, intervals.aucAheadOfOther),
    missed: exits.filter((exit) => !exit.flagged).map(({ parcours, exitOn }) => ({ parcours, exitOn })),
  };
}

interface CohortCounts extends GroupCounts {
  /** Of each key of the cells, its landmarks. */
  readonly weights: Float64Array;
}

function countsOf({ keys, keyOf, counts }: PersonCells): CohortCounts {
  const weights = new Float64Array(keys.length);
  for (const [cell, key] of keyOf.entries()) weights[key]! += counts[cell]!;
  return { weights, ...totalsOf(keys, weights, ({ flagged }) => flagged) };
}

function totalsOf(
  keys: readonly CellKey[],
  weights: Float64Array,
  flags: (key: CellKey) => boolean,
): Omit<CohortCounts, 'weights'> {
  const totals = { landmarks: 0, flagged: 0, positives: 0, right: 0 };
  for (const [n, key] of keys.entries()) {
    const weight = weights[n]!;
    totals.landmarks += weight;
    if (key.dropout) totals.positives += weight;
    if (flags(key)) totals.flagged += weight;
    if (flags(key) && key.dropout) totals.right += weight;
  }
  return totals;
}

function histogram(tallies: readonly TallyParts[]): {
  readonly all: number;
  readonly short: number;
  readonly median: number | null;
} {
  const counted = new Map<number, number>();
  for (const { sinceContact } of tallies) {
    for (const [days, count] of sinceContact) counted.set(days, (counted.get(days) ?? 0) + count);
  }
  const sorted = [...counted].toSorted(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  let passed = 0;
  const middle = sorted.find(([, count]) => (passed += count) > (all - 1) / 2);
  return {
    all,
    short: sorted.reduce((sum, [days, count]) => sum + (days <= SHORT_DAYS ? count : 0), 0),
    median: middle?.[0] ?? null,
  };
}

function operatorsOf(tallies: readonly TallyParts[]): number | null {
  const bits = new ReferentBits();
  for (const { referents } of tallies) bits.absorb(referents);
  return bits.average();
}

function baselinesOf(
  { keys }: PersonCells,
  { weights, landmarks, flagged, positives }: CohortCounts,
  exits: readonly ForeseeableExit[],
  { aucInterval, aucAhead }: Pick<BackTestSummary, 'aucInterval'> & { readonly aucAhead: BaselineResult['aucAhead'] },
): readonly BaselineResult[] {
  const baseRate = ratio(positives, landmarks);
  const share = ratio(flagged, landmarks);
  const aheadOfHalf = aucInterval && ([aucInterval[0] - 0.5, aucInterval[1] - 0.5] as const);
  const silent = totalsOf(keys, weights, ({ noContact90 }) => noContact90);
  const chance = exits.map(({ before }) => (share === null ? 0 : 1 - (1 - share) ** before));
  return [
    {
      ...{ id: 'always', flagged: landmarks, precision: baseRate, recall: exits.length === 0 ? null : 1 },
      ...{ auc: baseRate === null ? null : 0.5, aucAhead: aheadOfHalf },
    },
    {
      ...{ id: 'random', flagged, precision: flagged === 0 ? null : baseRate, recall: average(chance) },
      ...{ auc: baseRate === null ? null : 0.5, aucAhead: aheadOfHalf },
    },
    {
      ...{ id: 'no-contact-90', flagged: silent.flagged, precision: ratio(silent.right, silent.flagged) },
      recall: ratio(exits.filter(({ noContact90 }) => noContact90).length, exits.length),
      auc: aucBy(keys, weights, ({ noContact90 }) => Number(noContact90)),
      aucAhead,
    },
  ];
}

function groupsOf(tallies: readonly TallyParts[]): readonly GroupResult[] {
  return (['sex', 'age', 'qpv'] as const).flatMap((by: keyof Traits) => {
    const groups = new Map<string, GroupCounts>();
    for (const { groups: own } of tallies) {
      for (const [value, counted] of own[by]) {
        const known = groups.get(value);
        groups.set(value, known === undefined ? counted : added(known, counted));
      }
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
  tallies: readonly TallyParts[],
  keys: readonly CellKey[],
  { weights }: CohortCounts,
  exits: readonly ForeseeableExit[],
  perWeek: (starts: number) => number | null,
): readonly ThresholdResult[] {
  const topScore = keys.reduce((top, { score }) => Math.max(top, score), 0);
  return Array.from({ length: topScore }, (_, index) => {
    const from = index + 1;
    const { flagged, right } = totalsOf(keys, weights, ({ score }) => score >= from);
    return {
      ...{ atRiskFrom: from, flagged, precision: ratio(right, flagged) },
      recall: ratio(exits.filter((exit) => exit.topScore >= from).length, exits.length),
      alertsPerWeek: perWeek(sumOf(tallies, ({ startsFrom }) => startsFrom[from] ?? 0)),
    };
  });
}

function comparisonOf(
  other: RuleSetComparison['other'],
  tallies: readonly TallyParts[],
  aucAhead: RuleSetComparison['aucAhead'],
): RuleSetComparison {
  const side = (name: keyof VersusCounts['cohort']) => ({
    landmarks: sumOf(tallies, ({ versus }) => versus.cohort[name].landmarks),
    positives: sumOf(tallies, ({ versus }) => versus.cohort[name].positives),
  });
  const runs = (name: keyof VersusCounts['runs']) => sumOf(tallies, ({ versus }) => versus.runs[name]);
  return {
    ...{ other, aucAhead },
    cohort: {
      ...{ both: side('both'), onlyThis: side('onlyThis'), onlyOther: side('onlyOther'), neither: side('neither') },
    },
    alerts: { both: runs('both'), onlyThis: runs('onlyThis'), onlyOther: runs('onlyOther') },
  };
}

/** The middle of some numbers; the lower of two middles. Null for none. */
function median(numbers: readonly number[]): number | null {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? null;
}

function sumOf(tallies: readonly TallyParts[], count: (tally: TallyParts) => number): number {
  return tallies.reduce((sum, tally) => sum + count(tally), 0);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function average(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
