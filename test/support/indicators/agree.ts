import { expect } from '@jest/globals';
import type { CountedParcours, Figure, ListedVerdict } from '@jalons/indicators';

/**
 * A figure and the parcours behind it say the same: whatever is counted is listed once, as what it is. Not so those of
 * erased people, whom nothing names: how many of them are neutralised, the figure does not say.
 */
export function expectExplained(figure: Figure, listed: readonly CountedParcours[], nobodyErased: boolean): void {
  const ids = listed.map(({ parcours }) => parcours);
  expect(ids).toEqual([...new Set(ids)].toSorted());
  const counts = new Map<ListedVerdict, number>();
  for (const { verdict } of listed) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const of = (...verdicts: readonly ListedVerdict[]) =>
    verdicts.reduce((total, verdict) => total + (counts.get(verdict) ?? 0), 0);
  const { id, numerator, denominator, unknown, undetermined, neutralised, erased } = figure;
  if (denominator === null) {
    expect([id, of('numerator')]).toEqual([id, numerator - erased]);
    expect([id, of('other', 'unknown', 'undetermined', 'reserved')]).toEqual([id, 0]);
    return;
  }
  const all = of('numerator', 'other', 'unknown', 'undetermined', 'reserved');
  if (nobodyErased) {
    expect([id, of('numerator'), of('unknown'), of('undetermined')]).toEqual([id, numerator, unknown, undetermined]);
    expect([id, all]).toEqual([id, denominator + neutralised]);
  } else if (neutralised === 0) {
    expect([id, all]).toEqual([id, denominator - erased]);
  }
}
