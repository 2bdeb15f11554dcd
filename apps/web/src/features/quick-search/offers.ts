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
}

/** People first, as they are what is looked for by name; then the pages that the words are in. */
export function offersOf(
  typed: string,
  people: readonly PersonItem[],
  pages: readonly NavigationEntry[],
): readonly Offer[] {
  const found = people.flatMap((person) =>
    person.parcours === null
      ? []
      : [{ key: person.beneficiaryId, title: person.fullName, under: underOf(person), parcours: person.parcours.id }],
  );
  const named = pages.map((page) => ({ key: page.to, title: t(page.label), page }));
  return [...found, ...named.filter(({ title }) => plain(title).includes(plain(typed)))];
}

function plain(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
