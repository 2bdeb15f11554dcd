import type { CaseItem } from '../../api/contract.js';

export const VIEWS = ['all', 'noReferent', 'pending', 'late', 'entryMissing', 'sixMonths', 'exited'] as const;
export type View = (typeof VIEWS)[number];

/** The people of a view on a day; "all" are those followed today. */
export function inView(items: readonly CaseItem[], view: View, today: string): readonly CaseItem[] {
  return items.filter((item) => BELONGS[view](item, today));
}

const open = ({ status }: CaseItem) => status === 'open';

const BELONGS: Readonly<Record<View, (item: CaseItem, today: string) => boolean>> = {
  all: open,
  noReferent: (item) => open(item) && item.referent === null,
  pending: (item) => open(item) && item.pendingSince !== null,
  late: (item, today) => open(item) && isLate(item, today),
  entryMissing: (item) => open(item) && item.entrySituationMissing,
  sixMonths: ({ sixMonthDueOn }, today) => sixMonthDueOn !== null && sixMonthDueOn <= today,
  exited: ({ status }) => status === 'exited',
};

/** Whether what was planned should have been done before today. */
export function isLate({ dueOn }: CaseItem, today: string): boolean {
  return dueOn !== null && dueOn < today;
}

/** Every word typed must be found, accents and case aside, in the name, the structure or the referent. */
export function matching(items: readonly CaseItem[], typed: string): readonly CaseItem[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const text = plain(`${item.displayName} ${item.structure.name} ${item.referent?.name ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
