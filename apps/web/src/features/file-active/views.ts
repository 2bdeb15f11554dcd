import type { CaseCounts, CasesAsked } from '../../api/contract.js';

export const VIEWS = ['all', 'atRisk', 'noReferent', 'pending', 'late', 'entryMissing', 'sixMonths', 'exited'] as const;
export type View = (typeof VIEWS)[number];

/** Whose cases: those one answers for, or all that one may see. */
export type Whose = NonNullable<CasesAsked['whose']>;

/** The same in an address: a view is kept as a bookmark. */
export interface FileSearch {
  readonly vue?: View;
  readonly qui?: 'miennes';
}

/** What an address asks for; what is no view is left to the default. */
export function fileSearchOf(search: Record<string, unknown>): FileSearch {
  const vue = VIEWS.find((view) => view === search['vue'] && view !== 'all');
  return { ...(vue !== undefined && { vue }), ...(search['qui'] === 'miennes' && { qui: 'miennes' }) };
}

/** What a view asks of the server; « all » are the people followed today. */
export const ASKED: Readonly<Record<View, CasesAsked>> = {
  all: { status: 'open' },
  atRisk: { filter: 'at-risk' },
  noReferent: { filter: 'no-referent' },
  pending: { filter: 'orientation-pending' },
  late: { filter: 'next-action-due' },
  entryMissing: { filter: 'entry-situation-missing' },
  sixMonths: { filter: 'six-month-due' },
  exited: { status: 'exited' },
};

const COUNTED: Readonly<Record<View, Exclude<keyof CaseCounts, 'departed'>>> = {
  all: 'open',
  atRisk: 'at-risk',
  noReferent: 'no-referent',
  pending: 'orientation-pending',
  late: 'next-action-due',
  entryMissing: 'entry-situation-missing',
  sixMonths: 'six-month-due',
  exited: 'exited',
};

/** How many a view holds. The server counts what is one's own as a whole only: then the other views have no number. */
export function countOf(view: View, whose: Whose, counts: CaseCounts | undefined): number | undefined {
  if (whose === 'all') return counts?.[COUNTED[view]];
  return view === 'all' ? counts?.mine : undefined;
}
