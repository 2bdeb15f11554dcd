/** Positives and negatives at each score. */
export interface ScoreTable {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/**
 * Area under the ROC curve: how often a positive scores above a negative, ties counting one half; null without one of
 * each.
 */
export function aucOf({ positives, negatives }: ScoreTable): number | null {
  let [below, won, allPositives] = [0, 0, 0];
  for (let score = 0; score < positives.length; score += 1) {
    const [positive, negative] = [positives[score]!, negatives[score]!];
    won += positive * (below + negative / 2);
    below += negative;
    allPositives += positive;
  }
  return allPositives === 0 || below === 0 ? null : won / (allPositives * below);
}
