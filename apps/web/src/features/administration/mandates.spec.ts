import { describe, expect, it } from '@jest/globals';
import type { KnownMandate } from '../../api/contract.js';
import { heldFor, ROLES, stands, wordsOfMandate } from './mandates.js';

const mandate: KnownMandate = {
  ...{ mandate: 'm', role: 'operator', structure: 'ml', territory: null, from: '2026-01-05', until: null },
};

describe('a mandate', () => {
  it('is held for a structure, a territory or the installation', () => {
    expect(ROLES.map((role) => heldFor(role))).toEqual([
      ...['structure', 'structure'],
      ...['territory', 'territory', 'territory'],
      ...['installation', 'installation'],
    ]);
  });

  it('stands until the first day without it', () => {
    expect([stands(mandate, '2026-11-23'), stands({ until: '2026-11-23' }, '2026-11-23')]).toEqual([true, false]);
    expect(stands({ until: '2026-11-24' }, '2026-11-23')).toBe(true);
  });

  it('says its role, its place and its first day', () => {
    const places = [{ id: 'ml', name: 'Mission locale' }];
    expect(wordsOfMandate(mandate, places, '2026-11-23')).toBe('Opérateur, Mission locale, depuis le 5 janv.');
    expect(wordsOfMandate({ ...mandate, structure: 'gone' }, places, '2026-11-23')).toBe(
      'Opérateur, depuis le 5 janv.',
    );
  });
});
