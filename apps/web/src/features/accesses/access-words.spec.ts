import { describe, expect, it } from '@jest/globals';
import { actionOf, reasonsOf } from './access-words.js';

describe('a line of the access journal in words', () => {
  it('says what was shown, and what it does not know as it came', () => {
    expect([actionOf({ action: 'parcours-identity' }), actionOf({ action: 'of-tomorrow' })]).toEqual([
      'l’identité d’une personne',
      'of-tomorrow',
    ]);
  });

  it('gives each reason once', () => {
    const subjects = (['structure', 'elevated', 'structure'] as const).map((reason) => ({ person: 'p', reason }));
    expect(reasonsOf({ subjects })).toBe('suivie par la structure, accès exceptionnel');
  });
});
