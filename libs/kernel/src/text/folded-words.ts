/** Letters that no accent can be taken off, as they are written without. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * The words of a text without accents and case, in its order: what two spellings of a name are compared by. Letters and
 * digits of any script; hyphens, apostrophes and spaces part words, « N’Diaye-Le Goff » is `n diaye le goff`.
 */
export function foldedWords(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[œæßøłđðþı]/g, (letter) => LETTERS[letter]!);
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
