import { describe, expect, it } from '@jest/globals';
import type { PersonItem } from '../../api/contract.js';
import { entriesFor } from '../../app/navigation.js';
import { offersOf } from './offers.js';

const amina: PersonItem = {
  ...{ beneficiaryId: 'a', fullName: 'Amina Benali', birthYear: 1990, readOnly: false },
  parcours: { id: 'p', status: 'open', referent: null, structure: { id: 'ml', name: 'Mission locale' } },
};
const pages = entriesFor({ roles: ['operator'] }, false);
const titles = (typed: string, people: readonly PersonItem[] = []) =>
  offersOf(typed, people, pages).map(({ title }) => title);

describe('what the quick search offers', () => {
  it('is every page while nothing is typed, then those that hold the words, accents aside', () => {
    expect(titles('')).toEqual(expect.arrayContaining(['Ma file active', 'Nouvelle personne']));
    expect(titles('FILE')).toEqual(['Ma file active']);
  });

  it('puts people first, who lead to their parcours, or to the search where none is open', () => {
    const newcomer = { ...amina, beneficiaryId: 'b', parcours: null };
    expect(offersOf('nouvelle', [amina, newcomer], pages)).toMatchObject([
      { title: 'Amina Benali', under: 'né(e) en 1990 · Mission locale', parcours: 'p' },
      { title: 'Amina Benali', under: 'né(e) en 1990 · aucun parcours ouvert à vous', lookFor: 'Amina Benali' },
      { title: 'Nouvelle personne' },
    ]);
    expect(offersOf('x', [newcomer], entriesFor({ roles: ['coordinator'] }, false))).toEqual([]);
  });
});
