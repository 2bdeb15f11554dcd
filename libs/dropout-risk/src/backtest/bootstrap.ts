import { aucOf, type ScoreTable } from './auc.js';
import type { CellKey, PersonCells } from './person-cells.js';
import type { Interval } from './summary.js';

/** Draws of a bootstrap. */
const DRAWS = 1_000;
const LOW = 0.025;
const HIGH = 0.975;
/** Drawn anew from the same beginning each time: the same log gives the same intervals. */
const SEED = 20_261_124;

export interface Intervals {
  readonly auc: Interval | null;
  /** AUC of the score less that of « 90 days without contact ». */
  readonly aucAhead: Interval | null;
  /** PPV less the base rate. */
  readonly ppvAhead: Interval | null;
  /** AUC of the score less that of the rule set compared with. */
  readonly aucAheadOfOther: Interval | null;
}

/**
 * Intervals at 95 % by drawing persons, each with all her landmarks (risk.md § 4): by landmark an interval is half as
 * wide as it should be, since the landmarks of one person are much alike. Differences are taken within each draw.
 */
export function bootstrap(cells: PersonCells): Intervals {
  const random = mulberry32(SEED);
  const weights = new Float64Array(cells.keys.length);
  const drawn = new Uint16Array(cells.starts.length - 1);
  const draws = { auc: [] as number[], ahead: [] as number[], ppv: [] as number[], other: [] as number[] };
  const compared = cells.keys.some(({ against }) => against !== null);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    drawPeople(cells, random, drawn, weights);
    const auc = aucBy(cells.keys, weights, ({ score }) => score);
    const auc90 = aucBy(cells.keys, weights, ({ noContact90 }) => Number(noContact90));
    const other = compared ? aucBy(cells.keys, weights, ({ against }) => against ?? 0) : null;
    if (auc !== null) draws.auc.push(auc);
    if (auc !== null && auc90 !== null) draws.ahead.push(auc - auc90);
    if (auc !== null && other !== null) draws.other.push(auc - other);
    const ahead = ppvAheadIn(cells.keys, weights);
    if (ahead !== null) draws.ppv.push(ahead);
  }
  return {
    ...{ auc: between(draws.auc), aucAhead: between(draws.ahead), ppvAhead: between(draws.ppv) },
    aucAheadOfOther: between(draws.other),
  };
}

/**
 * Draws as many people as there are, with replacement, and counts their landmarks by key. First how often each is
 * drawn, then people in their order: memory walked at random takes most of the time otherwise.
 */
function drawPeople(
  { starts, keyOf, counts }: PersonCells,
  random: () => number,
  drawn: Uint16Array,
  weights: Float64Array,
): void {
  weights.fill(0);
  drawn.fill(0);
  const people = drawn.length;
  for (let left = people; left > 0; left -= 1) drawn[Math.floor(random() * people)]! += 1;
  for (let person = 0; person < people; person += 1) {
    const times = drawn[person]!;
    if (times === 0) continue;
    const end = starts[person + 1]!;
    for (let cell = starts[person]!; cell < end; cell += 1) weights[keyOf[cell]!]! += times * counts[cell]!;
  }
}

/** The area under the curve of a measure, each key counting as often as its weight says. */
export function aucBy(
  keys: readonly CellKey[],
  weights: ArrayLike<number>,
  measure: (key: CellKey) => number,
): number | null {
  const measured = keys.map(measure);
  const top = measured.reduce((most, value) => Math.max(most, value), 0);
  const table: ScoreTable = { positives: new Float64Array(top + 1), negatives: new Float64Array(top + 1) };
  for (const [n, { dropout }] of keys.entries()) {
    table[dropout ? 'positives' : 'negatives'][measured[n]!]! += weights[n]!;
  }
  return aucOf(table);
}

function ppvAheadIn(keys: readonly CellKey[], weights: ArrayLike<number>): number | null {
  let [all, positives, flagged, right] = [0, 0, 0, 0];
  for (const [n, key] of keys.entries()) {
    const weight = weights[n]!;
    all += weight;
    if (key.dropout) positives += weight;
    if (key.flagged) flagged += weight;
    if (key.flagged && key.dropout) right += weight;
  }
  return flagged === 0 || all === 0 ? null : right / flagged - positives / all;
}

/** Null where too many draws could not answer. */
function between(draws: readonly number[]): Interval | null {
  if (draws.length < DRAWS * HIGH) return null;
  const sorted = draws.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return [at(LOW), at(HIGH)];
}

/** A small generator with a seed (Tommy Ettinger's Mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
