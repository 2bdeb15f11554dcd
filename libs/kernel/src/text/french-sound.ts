/**
 * Rules of how a French reader says what is written, applied one after the other to a folded word. Vowels that are taken
 * for one another, and that transcriptions of names from other scripts mix up, end as one letter: `a` for a, e, ai, eu;
 * `i` for i, y; `o` for o, u, ou, au. What is left tells names apart that sound apart, and no more.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  // Consonants written with several letters.
  [/ph/g, 'f'],
  [/(?:s|t)?ch(?=[rl]|ae)/g, 'k'],
  [/s?ch|sh/g, 'X'],
  [/dj|dge?/g, 'j'],
  [/c?qu?|ck/g, 'k'],
  [/sc(?=[eiy])/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/gn/g, 'n'],
  [/gu(?=[eiy])/g, 'G'],
  [/ge(?=[ao])/g, 'j'],
  [/g(?=[eiy])/g, 'j'],
  [/G/g, 'g'],
  [/h/g, ''],
  [/w|ou(?=[aeiy])/g, 'ou'],
  [/(?<=u)x$/g, ''],
  [/x/g, 'ks'],
  // What is not said at the end.
  [/(?<!k)s$/g, ''],
  [/z/g, 's'],
  [/(?<=.)er$/g, 'e'],
  [/(?<=au|[nr])d$/g, ''],
  [/(?<=.[aeiounr])t$/g, ''],
  [/(?<=.)e+$/g, ''],
  // Nasal vowels, before another consonant or at the end.
  [/(?<=[ae])y/g, 'i'],
  [/m(?=[bp])/g, 'n'],
  [/(?:ai|ei|y|u)n(?![aeiouyn])/g, 'in'],
  [/(?<=i)e(?=n(?![aeiouyn]))/g, 'a'],
  // Vowels, by what they are taken for.
  [/eau|au/g, 'o'],
  [/ai|ei|eu|oe/g, 'a'],
  [/oi/g, 'oa'],
  [/y/g, 'i'],
  [/e/g, 'a'],
  [/u/g, 'o'],
  // Said once, however often written.
  [/(.)\1+/g, '$1'],
];

/**
 * A key that French names which sound alike share: Lefèvre and Lefebvre do not, whose b is written; Moreau and Moro,
 * Mickaël and Michael, Mohamed and Muhammad do. Null for a word that is not of the letters a to z.
 * @param word folded, see `foldedWords`
 */
export function frenchSound(word: string): string | null {
  if (!/^[a-z]+$/.test(word)) return null;
  const said = RULES.reduce((text, [written, sound]) => text.replaceAll(written, sound), word);
  return said === '' ? null : said;
}
