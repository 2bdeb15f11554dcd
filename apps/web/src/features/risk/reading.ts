import type { Risk, RiskRule } from '../../api/contract.js';

/** What the rules say, sorted by what it means for the reader. */
export interface Reading {
  /** Holds and adds to the score, the heaviest first. */
  readonly why: readonly RiskRule[];
  /** Holds and adds nothing: a heavier rule of its group does, or something mutes it. */
  readonly quiet: readonly RiskRule[];
  /** Does not hold; those that time alone would bring come first, by their day. */
  readonly whyNot: readonly RiskRule[];
  /** What would clear it, each said once. */
  readonly clearing: readonly string[];
}

export function readingOf({ rules }: Pick<Risk, 'rules'>): Reading {
  const holding = rules.filter(({ flagged, counts }) => flagged && counts).toSorted((a, b) => b.weight - a.weight);
  // Of a family, the heaviest alone adds to the score (risk.md § 1).
  const why = holding.filter(
    ({ group }, index) => group === null || holding.findIndex((other) => other.group === group) === index,
  );
  return {
    why,
    quiet: rules.filter((rule) => rule.flagged && !why.includes(rule)),
    whyNot: rules
      .filter(({ flagged }) => !flagged)
      .toSorted((a, b) => (a.expectedOn ?? '9999').localeCompare(b.expectedOn ?? '9999')),
    clearing: [...new Set(why.flatMap(({ flags }) => flags.flatMap(({ clearedBy }) => clearedBy)))],
  };
}

/** Two strengths of one rule say the same: said once, with both names. */
export function saidOnce<Said extends { readonly why: string; readonly instance: string }>(
  all: readonly Said[],
): readonly (Said & { readonly instances: readonly string[] })[] {
  const sentences = [...new Set(all.map(({ why }) => why))];
  return sentences.flatMap((sentence) => {
    const same = all.filter(({ why }) => why === sentence);
    return same.slice(0, 1).map((first) => ({ ...first, instances: same.map(({ instance }) => instance) }));
  });
}

/** Whether a rule that holds is muted by all that makes it hold. */
export function isMuted({ flags }: RiskRule): boolean {
  return flags.length > 0 && flags.every(({ mutedBy }) => mutedBy !== null);
}
