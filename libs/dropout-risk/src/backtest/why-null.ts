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

/** A reason for each figure that is null. */
export function whyNull(
  found: Readonly<Record<string, unknown>>,
  reasons: ReadonlyMap<string, string>,
): Record<string, string> {
  const missing = Object.entries(found).filter(([name, value]) => value === null && name !== 'position');
  return Object.fromEntries(missing.map(([name]) => [name, reasons.get(name) ?? 'too few people, or no landmark']));
}
