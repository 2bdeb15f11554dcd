import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('languageOf', () => {
  it.each([
    [undefined, 'fr'],
    ['', 'fr'],
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['en;q=0.5, fr;q=0.5', 'fr'],
    ['de, en;q=0.3', 'en'],
    ['*', 'fr'],
    ['en;q=0.4, *;q=0.8', 'fr'],
    ['EN', 'en'],
    ['en;q=rubbish, fr;q=0.1', 'fr'],
  ])('%s is answered in %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
