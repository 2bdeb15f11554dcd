import { describe, expect, it } from '@jest/globals';
import type { CaseItem } from '../../api/contract.js';
import { inView, matching, type View } from './rows.js';

const item = (displayName: string, extra: Partial<CaseItem> = {}): CaseItem => ({
  parcoursId: displayName,
  beneficiaryId: displayName,
  displayName,
  status: 'open',
  openedOn: '2026-01-05',
  exitedOn: null,
  lastContactOn: null,
  phase: 'support',
  dueOn: null,
  pendingSince: null,
  entrySituationMissing: false,
  sixMonthDueOn: null,
  toReconcile: false,
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

const TODAY = '2026-11-23';

describe('views of the file active', () => {
  it('keep the exited apart, and count as without referent only those still followed', () => {
    const seen = (view: View) => names(inView(items, view, TODAY));
    expect(seen('all')).toEqual(['Amina B.', 'Joël M.']);
    expect(seen('noReferent')).toEqual(['Joël M.']);
    expect(seen('exited')).toEqual(['Lina G.']);
  });

  it('hold what is to do: late from the day after, six months from the day itself', () => {
    const due = [
      item('a', { dueOn: '2026-11-22' }),
      item('b', { dueOn: TODAY }),
      item('c', { pendingSince: '2026-11-01', entrySituationMissing: true }),
      item('d', { status: 'exited', sixMonthDueOn: TODAY, dueOn: '2026-01-01' }),
      item('e', { status: 'exited', sixMonthDueOn: '2026-11-24' }),
    ];
    const seen = (view: View) => names(inView(due, view, TODAY));
    expect([seen('late'), seen('pending'), seen('entryMissing'), seen('sixMonths')]).toEqual([
      ['a'],
      ['c'],
      ['c'],
      ['d'],
    ]);
  });

  it('find every word typed, without accents', () => {
    expect(names(matching(items, 'joel'))).toEqual(['Joël M.']);
    expect(names(matching(items, 'ferrer amina'))).toEqual(['Amina B.']);
    expect(names(matching(items, 'ferrer plie'))).toEqual([]);
  });
});
