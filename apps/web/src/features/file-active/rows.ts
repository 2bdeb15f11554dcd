import type { CaseItem } from '../../api/contract.js';

export const VIEWS = ['all', 'noReferent', 'exited'] as const;
export type View = (typeof VIEWS)[number];

/** The people of a view; "all" are those followed today. */
export function inView(items: readonly CaseItem[], view: View): readonly CaseItem[] {
  if (view === 'exited') return items.filter((item) => item.status === 'exited');
  const open = items.filter((item) => item.status === 'open');
  return view === 'noReferent' ? open.filter((item) => item.referent === null) : open;
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
