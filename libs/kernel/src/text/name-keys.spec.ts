import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AskedKey, keysAsked, keysOfName, type Strictness } from './name-keys.js';

/** What a question is worth against a name; null where a word of it is not found. */
function worth(name: string, question: string, strictness?: Strictness): number | null {
  const keys = new Set(keysOfName(name));
  const asked = keysAsked(question, strictness);
  const words = new Map<number, number>();
  const found = asked.filter(({ key }) => keys.has(key));
  for (const { word, worth: each } of found) words.set(word, Math.max(each, words.get(word) ?? 0));
  const all = new Set(asked.map(({ word }: AskedKey) => word));
  return words.size < all.size ? null : [...words.values()].reduce((sum, each) => sum + each, 0);
}
const finds = (name: string, question: string, strictness?: Strictness) => worth(name, question, strictness) !== null;

const NAMES = ['Amina Benali', 'Jean-Noël Lefèvre', 'Fatoumata N’Diaye', 'Thi Thuy Nguyen', 'Mohamed El Amrani'];

/** One typing error in a word: a letter missing, added, wrong, or swapped with the next. */
const mistyped = (word: string) =>
  fc
    .tuple(
      fc.constantFrom('missing', 'added', 'wrong', 'swapped'),
      fc.nat({ max: word.length - 2 }),
      fc.constantFrom(...'aeklrz'),
    )
    .map(([error, at, letter]) => {
      const [before, here, next, after] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)];
      if (error === 'missing') return before + next + after;
      if (error === 'added') return before + letter + here + next + after;
      if (error === 'wrong') return before + letter + next + after;
      return before + next + here + after;
    });

describe('the keys of a name', () => {
  it.each([
    ['Amina Benali', 'benali amina'],
    ['Amina Benali', 'AMINA'],
    ['Amina Benali', 'am ben'],
    ['Amina Benali', 'Ben Ali'],
    ['Amina Ben Ali', 'benali'],
    ['Jean-Noël Lefèvre', 'jean noel lefevre'],
    ['Jean-Noël Lefèvre', 'jeannoel'],
    ['Fatoumata N’Diaye', 'ndiaye'],
    ['Fatoumata N’Diaye', "n'diaye fatou"],
    ['Mohamed El Amrani', 'Elamrani Muhammad'],
    ['Mickaël Moreau', 'Michael Moro'],
    ['أمينة', 'امي'],
  ])('let %s be found by « %s »', (name, question) => {
    expect(finds(name, question)).toBe(true);
  });

  it.each([
    ['Amina Benali', 'amina martin'],
    ['Amina Benali', 'nali'],
    ['Amina Benali', 'omar'],
    ['Léo Roy', 'lea'],
  ])('do not let %s be found by « %s »', (name, question) => {
    expect(finds(name, question)).toBe(false);
  });

  it('find any name of four letters and more in spite of one typing error', () => {
    const words = NAMES.flatMap((name) =>
      name
        .toLowerCase()
        .match(/\p{L}{4,}/gu)!
        .map((word) => [name, word] as const),
    );
    const tries = fc.constantFrom(...words).chain(([name, word]) => fc.tuple(fc.constant(name), mistyped(word)));
    fc.assert(
      fc.property(tries, ([name, asked]) => expect(finds(name, asked)).toBe(true)),
      { numRuns: 500 },
    );
  });

  it('rank the word before its beginning, its sound and a typing error', () => {
    const ranks = ['benali', 'bena', 'baynali', 'benalo'].map((question) => worth('Benali', question)!);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    expect(new Set(ranks).size).toBe(4);
  });

  it('take no beginning for a full name', () => {
    expect(finds('Benali', 'bena', 'full-name')).toBe(false);
    expect(finds('Benali', 'benali', 'full-name')).toBe(true);
    expect(finds('Benali', 'bennali', 'full-name')).toBe(true);
  });

  it('are few, whatever was typed for a name, and can be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const keys = keysOfName(name);
        expect(keys.length).toBeLessThanOrEqual(15 * 38);
        expect(keys.filter((key) => /\p{Surrogate}/u.test(key))).toEqual([]);
      }),
    );
    expect(keysOfName('Benali').length).toBeLessThanOrEqual(13);
  });
});
