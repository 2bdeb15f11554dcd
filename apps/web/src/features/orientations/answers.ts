import type { Me, OrientationItem } from '../../api/contract.js';

export const DIRECTIONS = ['received', 'sent'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const STATES = ['waiting', 'done'] as const;
export type OrientationState = (typeof STATES)[number];

/** The same in an address. */
export interface OrientationsSearch {
  readonly sens?: 'envoyees';
  readonly etat?: 'closes';
}

export function orientationsSearchOf(search: Record<string, unknown>): OrientationsSearch {
  return {
    ...(search['sens'] === 'envoyees' && { sens: 'envoyees' }),
    ...(search['etat'] === 'closes' && { etat: 'closes' }),
  };
}

export const ANSWERS = ['acceptances', 'declines', 'starts', 'lapses', 'withdrawals'] as const;
export type Answer = (typeof ANSWERS)[number];

/**
 * What the reader may say of an orientation from its row: the receiver answers, then says that it began or that nobody
 * came; the sender takes back what has not begun. What the exit of another's parcours left behind is among those sent
 * for who took part that day, to end it where its sender cannot.
 */
export function answersTo(
  item: OrientationItem,
  { structures }: Pick<Me, 'structures'>,
  direction: Direction,
): readonly Answer[] {
  const receives = item.to.id !== null && structures.includes(item.to.id);
  if (item.waitsFor === 'answer' && receives) return ['acceptances', 'declines'];
  if (item.waitsFor === 'start' && receives) return ['starts', 'lapses'];
  if (item.waitsFor !== null && structures.includes(item.from.id)) return ['withdrawals'];
  const leftBehind = item.waitsFor === 'withdrawal' && direction === 'sent' && structures.length > 0;
  return leftBehind ? ['lapses'] : [];
}

/** Reasons of an orientation that came to nothing once accepted. */
export const LAPSES = ['person-did-not-come', 'no-place', 'no-answer'] as const;
