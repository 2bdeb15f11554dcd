import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, isDay, shortDay } from './dates.js';
import { en } from './en/index.js';
import { format } from './format.js';
import { fr } from './fr/index.js';

describe('filling a message', () => {
  it('takes the plural form of the language, an exact number first', () => {
    const message = '{count, plural, =0 {personne} one {# cas} other {# cas suivis}}';
    expect([0, 1, 2].map((count) => format(message, { count }, 'fr'))).toEqual(['personne', '1 cas', '2 cas suivis']);
  });

  it('fills names inside a plural form, and leaves nothing for a missing one', () => {
    expect(format('{n, plural, other {chez {who}}} {gone}', { n: 2, who: 'Reflets' }, 'fr')).toBe('chez Reflets ');
  });

  it.each(['fr', 'en'] as const)('every message of the %s catalogue closes its braces', (language) => {
    for (const message of Object.values(language === 'fr' ? fr : en)) {
      expect(() => format(message, {}, language)).not.toThrow();
    }
  });

  it('both catalogues ask for the same parameters', () => {
    const names = (message: string) =>
      [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name))].toSorted();
    const roots = (message: string) => names(message.replaceAll(/(=\d+|one|other) \{/g, '( '));
    for (const key of Object.keys(fr) as (keyof typeof fr)[])
      expect([key, roots(en[key])]).toEqual([key, roots(fr[key])]);
  });
});

describe('civil days', () => {
  it('are written short, with the year when it is another', () => {
    expect(shortDay('2026-10-16', '2026-11-23')).toBe('16 oct.');
    expect(shortDay('2025-12-01', '2026-11-23')).toBe('1er déc. 2025');
  });

  it('count across a change of clock and a leap day', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  });

  it('exist in the calendar', () => {
    expect([isDay('2026-02-29'), isDay('2028-02-29'), isDay('20/11/2026')]).toEqual([false, true, false]);
  });
});
