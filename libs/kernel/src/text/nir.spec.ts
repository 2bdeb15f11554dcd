import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { containsNir } from './nir.js';

const withKey = (thirteen: string) => `${thirteen}${String(97 - Number(BigInt(thirteen) % 97n)).padStart(2, '0')}`;

describe('NIR detector', () => {
  it('finds it with thirteen or fifteen digits, spaced as on the card, in a sentence', () => {
    expect(containsNir('2840531555123')).toBe(true);
    expect(containsNir(`sécu ${withKey('2840531555123')}, à jour`)).toBe(true);
    expect(containsNir('n° 2 84 05 31 555 123')).toBe(true);
  });

  it('finds Corsican numbers', () => {
    expect(containsNir('1 70 08 2A 004 123')).toBe(true);
  });

  it('leaves phones, SIRET, dates, identifiers and wrong keys alone', () => {
    for (const text of ['06 12 34 56 78', '73282932000074', '2026-11-24', '1234', '99 999 99']) {
      expect(containsNir(text)).toBe(false);
    }
    expect(containsNir('284053155512300')).toBe(false);
  });

  it('finds every well-formed number whatever surrounds it', () => {
    const nir = fc
      .tuple(
        fc.constantFrom('1', '2'),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 95 }),
        fc.integer({ min: 0, max: 999_999 }),
      )
      .map(([sex, year, month, department, rest]) =>
        [
          sex,
          String(year).padStart(2, '0'),
          String(month).padStart(2, '0'),
          String(department).padStart(2, '0'),
          String(rest).padStart(6, '0'),
        ].join(''),
      );
    fc.assert(fc.property(nir, (number) => containsNir(`vu ${withKey(number)}.`) && containsNir(number)));
  });
});
