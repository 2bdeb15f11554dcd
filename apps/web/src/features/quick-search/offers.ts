import type { NavigationEntry } from '../../app/navigation.js';
import type { PersonItem } from '../../api/contract.js';
import { t } from '../../i18n/index.js';
import { underOf } from '../people/person-words.js';

/** Something to go to. */
export interface Offer {
  readonly key: string;
  readonly title: string;
  readonly under?: string;
  readonly page?: NavigationEntry;
  readonly parcours?: string;
  /** Whom to look for, where there is no parcours to go to: it is opened from the search. */
  readonly lookFor?: string;
}

/**
 * People first, as they are what is looked for by name; then the pages that the words are in. Somebody without a parcours
 * is offered to who has the page of the search.
 */
export function offersOf(
  typed: string,
  people: readonly PersonItem[],
  pages: readonly NavigationEntry[],
): readonly Offer[] {
  const searches = pages.some(({ to }) => to === '/');
  const found = people.flatMap((person): readonly Offer[] => {
    const shown = { key: person.beneficiaryId, title: person.fullName, under: underOf(person) };
    if (person.parcours !== null) return [{ ...shown, parcours: person.parcours.id }];
    return searches ? [{ ...shown, lookFor: person.fullName }] : [];
  });
  const named = pages.map((page) => ({ key: page.to, title: t(page.label), page }));
  return [...found, ...named.filter(({ title }) => plain(title).includes(plain(typed)))];
}

function plain(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
