import type { Interval } from './summary.js';
import { aucOf } from './auc.js';

/** Landmarks of one person that are alike. */
export interface PersonCell {
  readonly score: number;
  readonly flagged: boolean;
  readonly dropout: boolean;
  readonly noContact90: boolean;
  readonly count: number;
}

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
}

/**
 * Intervals at 95 % by drawing persons, each with all her landmarks (risk.md § 4): by landmark an interval is half as
 * wide as it should be, since the landmarks of one person are much alike. Differences are taken within each draw.
 */
export function bootstrap(people: readonly (readonly PersonCell[])[], topScore: number): Intervals {
  const random = mulberry32(SEED);
  const [aucs, ahead, ppv]: [number[], number[], number[]] = [[], [], []];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const table = { positives: new Float64Array(topScore + 1), negatives: new Float64Array(topScore + 1) };
    const baseline = { positives: new Float64Array(2), negatives: new Float64Array(2) };
    let [flagged, right] = [0, 0];
    for (let n = people.length; n > 0; n -= 1) {
      for (const cell of people[Math.floor(random() * people.length)]!) {
        const side = cell.dropout ? 'positives' : 'negatives';
        table[side][cell.score]! += cell.count;
        baseline[side][Number(cell.noContact90)]! += cell.count;
        if (cell.flagged) {
          flagged += cell.count;
          if (cell.dropout) right += cell.count;
        }
      }
    }
    const [auc, auc90] = [aucOf(table), aucOf(baseline)];
    if (auc !== null) aucs.push(auc);
    if (auc !== null && auc90 !== null) ahead.push(auc - auc90);
    const positives = sum(table.positives);
    const all = positives + sum(table.negatives);
    if (flagged > 0 && all > 0) ppv.push(right / flagged - positives / all);
  }
  return { auc: between(aucs), aucAhead: between(ahead), ppvAhead: between(ppv) };
}

/** Null where too many draws could not answer. */
function between(draws: readonly number[]): Interval | null {
  if (draws.length < DRAWS * HIGH) return null;
  const sorted = draws.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return [at(LOW), at(HIGH)];
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
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
