import type { BackTestSummary } from './summary.js';

/** Why the figures named cannot be had, the first reason of each counting. */
export function reasonsOf({
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

/** What is said where nothing else explains it: an interval of which too many draws could not answer. */
const TOO_FEW = 'too few people, or no landmark';

/** The figure of the rules whose reason is that of a baseline's figure. */
const ALIKE: Readonly<Record<string, string>> = { auc: 'auc', aucAhead: 'aucInterval', recall: 'recall' };

/** A reason for each figure that is null, under its name; those of a baseline as `baselines/<id>/<name>`. */
export function whyNull(
  { baselines, gate, ...found }: Omit<BackTestSummary, 'why'>,
  reasons: ReadonlyMap<string, string>,
): Record<string, string> {
  const why: Record<string, string> = {};
  for (const name of nullsOf(found)) if (name !== 'position') why[name] = reasons.get(name) ?? TOO_FEW;
  for (const name of nullsOf(gate)) why[`gate/${name}`] = reasons.get(name === 'ppv' ? 'ppvAhead' : 'auc') ?? TOO_FEW;
  for (const baseline of baselines) {
    const flagsNobody = found.landmarks === 0 ? reasons.get('precision') : 'it flags nobody in the cohort';
    for (const name of nullsOf(baseline)) {
      const reason = name === 'precision' ? flagsNobody : reasons.get(ALIKE[name] ?? name);
      why[`baselines/${baseline.id}/${name}`] = reason ?? TOO_FEW;
    }
  }
  return why;
}

function nullsOf(figures: object): readonly string[] {
  return Object.entries(figures).flatMap(([name, value]) => (value === null ? [name] : []));
}
