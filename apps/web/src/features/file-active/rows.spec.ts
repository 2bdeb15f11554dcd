import { describe, expect, it } from '@jest/globals';
import type { CaseItem } from '../../api/contract.js';
import { inView, matching } from './rows.js';

const item = (displayName: string, extra: Partial<CaseItem> = {}): CaseItem => ({
  parcoursId: displayName,
  beneficiaryId: displayName,
  displayName,
  status: 'open',
  openedOn: '2026-01-05',
  referent: { id: 'p', name: 'Nadia Ferrer' },
  structure: { id: 's', name: 'Mission locale' },
  ...extra,
});
const names = (items: readonly CaseItem[]) => items.map((found) => found.displayName);
const items = [
  item('Amina B.'),
  item('Joël M.', { referent: null }),
  item('Lina G.', { status: 'exited', referent: null }),
];

describe('views of the file active', () => {
  it('keep the exited apart, and count as without referent only those still followed', () => {
    expect(names(inView(items, 'all'))).toEqual(['Amina B.', 'Joël M.']);
    expect(names(inView(items, 'noReferent'))).toEqual(['Joël M.']);
    expect(names(inView(items, 'exited'))).toEqual(['Lina G.']);
  });

  it('find every word typed, without accents', () => {
    expect(names(matching(items, 'joel'))).toEqual(['Joël M.']);
    expect(names(matching(items, 'ferrer amina'))).toEqual(['Amina B.']);
    expect(names(matching(items, 'ferrer plie'))).toEqual([]);
  });
});
