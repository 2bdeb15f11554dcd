import { foldedWords } from './folded-words.js';
import { frenchSound } from './french-sound.js';

/**
 * Keys by which a name is found, whatever its accents, the order of its words and one typing error: the word itself,
 * its first letters, its sound to a French ear, and the word with each of its letters left out (two words that share one
 * of these differ by a letter added, missing, wrong or swapped with the next). All are looked up by equality in one
 * index: the trigrams of PostgreSQL miss « Bneali » for « Benali », since five letters have few trigrams to share.
 */
const KINDS = { word: 'w:', start: 'p:', sound: 's:', lacking: 'l:' } as const;

/** What a match of a word by each kind of key is worth. */
const WORTH = { word: 100, start: 80, sound: 70, typing: 55, longStart: 50 } as const;

const SHORTEST_START = 2;
const LONGEST_START = 6;
/** Shorter words with a letter left out would be found by nearly everything. */
const SHORTEST_MISTYPED = 4;
/** Nobody's name needs more; a hostile one must not make the index explode. */
const MOST_WORDS = 8;
const LONGEST_WORD = 30;

/** The keys under which a name is kept, sorted; compounds also as one word, « Ben Ali » like « Benali ». */
export function keysOfName(name: string): readonly string[] {
  const words = wordsOf(name);
  return distinct([...words, ...joined(words)].flatMap(keysOfWord));
}

/** One key that a word of a question may be found by, and what finding it is worth. */
export interface AskedKey {
  /** Number of the word in the question. */
  readonly word: number;
  readonly key: string;
  readonly worth: number;
}

export type Strictness = 'as-typed' | 'full-name';

/**
 * The keys to look up for a question: a name is found where each word of it is. Words of one letter are left out of a
 * longer question. With `full-name` no word stands for one that only begins like it.
 */
export function keysAsked(question: string, strictness: Strictness = 'as-typed'): readonly AskedKey[] {
  const words = wordsOf(question);
  const long = words.filter((word) => word.length >= SHORTEST_START);
  return long.flatMap((word, number) => {
    const place = words.indexOf(word);
    const compounds = joined(words).filter((_, index) => index === place || index === place - 1);
    const keys = [word, ...compounds].flatMap((each) => askedOfWord(each, strictness));
    return best(keys).map(([key, worth]) => ({ word: number, key, worth }));
  });
}

/**
 * What two names have in common that sound alike: the sounds of their words, in any order, whichever field each stands in;
 * of names that sound like nothing to a French ear, the words themselves. Equal for names that are kept under the same
 * of these keys (see {@link keysOfName}). Null for no name.
 */
export function likenessOfKeys(keys: readonly string[]): string | null {
  for (const kind of [KINDS.sound, KINDS.word]) {
    const own = [...new Set(keys.filter((key) => key.startsWith(kind)))];
    if (own.length > 0) return own.toSorted().join(' ');
  }
  return null;
}

function keysOfWord(word: string): readonly string[] {
  return [
    KINDS.word + word,
    ...startsOf(word).map((start) => KINDS.start + start),
    ...soundOf(word),
    ...lackingOne(word).map((rest) => KINDS.lacking + rest),
  ];
}

function askedOfWord(word: string, strictness: Strictness): readonly (readonly [string, number])[] {
  const alike = [
    [KINDS.word + word, WORTH.word],
    ...soundOf(word).map((key) => [key, WORTH.sound] as const),
    ...lackingOne(word).flatMap((rest) => [
      [KINDS.lacking + rest, WORTH.typing] as const,
      [KINDS.word + rest, WORTH.typing] as const,
    ]),
    [KINDS.lacking + word, WORTH.typing],
  ] as const;
  if (strictness === 'full-name') return alike;
  const start = cut(word, LONGEST_START);
  return [...alike, [KINDS.start + start, start === word ? WORTH.start : WORTH.longStart]];
}

function wordsOf(name: string): readonly string[] {
  return foldedWords(name)
    .slice(0, MOST_WORDS)
    .map((word) => cut(word, LONGEST_WORD));
}

/** Neighbours as one word. */
function joined(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => cut(words[index]! + word, LONGEST_WORD));
}

function startsOf(word: string): readonly string[] {
  const lengths = Array.from({ length: LONGEST_START - SHORTEST_START + 1 }, (_, index) => SHORTEST_START + index);
  return [...new Set(lengths.map((length) => cut(word, length)))];
}

function soundOf(word: string): readonly string[] {
  const sound = frenchSound(word);
  return sound === null ? [] : [KINDS.sound + sound];
}

function lackingOne(word: string): readonly string[] {
  const letters = [...word];
  if (letters.length < SHORTEST_MISTYPED) return [];
  return letters.map((_, index) => letters.toSpliced(index, 1).join(''));
}

/** By letters: half of one that takes two units cannot be stored. */
function cut(word: string, letters: number): string {
  return [...word].slice(0, letters).join('');
}

function best(keys: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  const found = new Map<string, number>();
  for (const [key, worth] of keys) found.set(key, Math.max(worth, found.get(key) ?? 0));
  return [...found];
}

function distinct(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].toSorted();
}
