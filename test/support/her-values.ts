import { addDays, civilDateOf, daysBetween } from '@jalons/kernel';

/** What is personal of an invented person, told apart from everybody else's by its number (0 to 999). */
export interface HerValues {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly email: string;
  readonly address: { readonly line: string; readonly postcode: string; readonly city: string };
  /** For every field of free text. */
  readonly text: string;
}

/** A personal value that was found, and whose it is. */
export interface Found {
  readonly kind: keyof HerValues;
  readonly n: number;
}

const LETTERS = 'bcdfghjklm';
const BORN_FROM = civilDateOf('1950-01-01');
const TAG = `([${LETTERS}]{3})`;

/** By parts that no encoding of an answer changes: neither accents, nor capitals, nor escapes. */
const PATTERNS: Readonly<Record<keyof HerValues, RegExp>> = {
  givenName: new RegExp(`phyrine${TAG}`, 'gi'),
  familyName: new RegExp(`uatrebarbes${TAG}`, 'gi'),
  birthDate: /\b(195\d-\d\d-\d\d)\b/g,
  phone: /561\s?99\s?(\d\d\s?\d\d)/g,
  email: new RegExp(`dame\\.${TAG}@`, 'gi'),
  address: new RegExp(`impasse ${TAG}`, 'gi'),
  text: new RegExp(`clavecin ${TAG}`, 'gi'),
};

/** The values of the n-th person. */
export function valuesOf(n: number): HerValues {
  const digits = String(n).padStart(3, '0');
  const tag = [...digits].map((digit) => LETTERS[Number(digit)]).join('');
  return {
    givenName: `Zéphyrine${tag}`,
    familyName: `Quatrebarbes${tag}`,
    birthDate: addDays(BORN_FROM, n),
    phone: `+33 561 99 0${digits[0]} ${digits.slice(1)}`,
    email: `dame.${tag}@exemple.example`,
    address: { line: `3 impasse ${tag}`, postcode: '31100', city: 'Toulouse' },
    text: `Elle accorde le clavecin ${tag}`,
  };
}

/** Every personal value that a text holds, of anybody, each once. */
export function valuesIn(text: string): readonly Found[] {
  return Object.entries(PATTERNS).flatMap(([kind, pattern]) => {
    const found = new Set([...text.matchAll(pattern)].map(([, tag]) => numberOf(kind as Found['kind'], tag!)));
    return [...found].map((n) => ({ kind: kind as Found['kind'], n }));
  });
}

function numberOf(kind: Found['kind'], found: string): number {
  if (kind === 'birthDate') return daysBetween(BORN_FROM, civilDateOf(found));
  if (kind === 'phone') return Number(found.replaceAll(/\s/g, ''));
  return Number([...found.toLowerCase()].map((letter) => LETTERS.indexOf(letter)).join(''));
}
