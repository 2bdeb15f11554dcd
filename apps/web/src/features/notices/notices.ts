import type { NoticeDue } from '../../api/contract.js';
import { daysBetween, shortDay } from '../../i18n/dates.js';
import { locale, t } from '../../i18n/index.js';

/** How many people are to be informed and how many of them too late, in a sentence; `more` where the list goes on. */
export function noticesWord(items: readonly Pick<NoticeDue, 'beneficiaryId' | 'late'>[], more: boolean): string {
  const people = peopleOf(items);
  const late = peopleOf(items.filter((item) => item.late));
  // The first due come first: where the last one here is late, so may be the next.
  const lateGoesOn = more && late === people;
  return [
    t(more ? 'notices.countMore' : 'notices.count', { count: people }),
    late === 0 ? [] : t(lateGoesOn ? 'notices.lateMore' : 'notices.late', { count: late }),
  ]
    .flat()
    .join(', ');
}

function peopleOf(items: readonly Pick<NoticeDue, 'beneficiaryId'>[]): number {
  return new Set(items.map(({ beneficiaryId }) => beneficiaryId)).size;
}

/** Until when she is to be informed, or for how long it has been too late. */
export function dueWord({ dueOn, late }: Pick<NoticeDue, 'dueOn' | 'late'>, today: string): string {
  if (late) return t('file.lateBy', { days: Math.max(1, daysBetween(dueOn, today)) });
  return dueOn === today ? t('notices.today') : t('notices.by', { date: shortDay(dueOn, today, locale) });
}
