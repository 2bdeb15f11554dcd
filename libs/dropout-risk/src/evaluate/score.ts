import type { Level, RuleSet } from '../rule-set/rule-set.js';
import type { Flag } from './flag.js';

/** A rule counts once, and of a group only the highest (risk.md § 1). Every flag given counts: leave out muted ones. */
export function scoreOf(flags: readonly Pick<Flag, 'rule' | 'group' | 'weight'>[]): number {
  const highest = new Map<string, number>();
  for (const { rule, group, weight } of flags) {
    const counted = group ?? rule;
    highest.set(counted, Math.max(highest.get(counted) ?? 0, weight));
  }
  return [...highest.values()].reduce((sum, weight) => sum + weight, 0);
}

export function levelOf(score: number, { levels }: Pick<RuleSet, 'levels'>): Level {
  if (score >= levels.critical) return 'critical';
  if (score >= levels.atRisk) return 'at-risk';
  return score >= levels.watch ? 'watch' : 'none';
}
