import { describe, expect, it } from '@jest/globals';
import type { Identity } from '../../../api/contract.js';
import { OUTSIDE } from '../../people/residence.js';
import {
  contactsBody,
  contactsOf,
  emptied,
  lacking,
  profileChanges,
  profileOf,
  residenceBody,
  residenceOf,
} from './identity.js';

const known: Identity = {
  ...{ beneficiaryId: 'a', givenName: 'Amina', familyName: 'Benali', birthName: null, birthDate: null, sex: 'unknown' },
  ...{ phone: '06 12 34 56 78', email: null, otherContact: 'Sa sœur', qpv: '2024-grand-mirail', quartier: null },
  address: { line: '1 rue d’exemple', postcode: '31100', city: 'Toulouse' },
  ...{ qpvEvidence: 'address', outOfPerimeter: false },
};

describe('who a person is, said anew', () => {
  const before = profileOf(known);

  it('sends what has changed and that alone, trimmed', () => {
    expect(profileChanges(before, before)).toEqual({});
    expect(profileChanges(before, { ...before, givenName: ' Amina ', familyName: 'Ben Ali ', sex: 'female' })).toEqual({
      ...{ familyName: 'Ben Ali', sex: 'female' },
    });
  });

  it('is not left without an answer that it had', () => {
    expect(emptied(before, { ...before, familyName: ' ' })).toEqual(['familyName']);
    expect(emptied(before, before)).toEqual([]);
  });
});

describe('how she is reached', () => {
  it('says all of it, as it replaces what was known', () => {
    expect(contactsBody({ ...contactsOf(known), phone: '07 00 00 00 00' })).toEqual({
      ...{ phone: '07 00 00 00 00', other: 'Sa sœur' },
    });
    expect(contactsBody({ ...contactsOf(known), phone: ' ' })).toEqual({ other: 'Sa sœur' });
  });
});

describe('where she lives', () => {
  const before = residenceOf(known, '2026-11-24');

  it('says all of it, as it replaces what was known', () => {
    expect(residenceBody({ ...before, line: '2 rue d’exemple', postcode: '31 300' })).toEqual({
      occurredOn: '2026-11-24',
      address: { line: '2 rue d’exemple', postcode: '31300', city: 'Toulouse' },
      qpv: { code: '2024-grand-mirail', evidence: 'address' },
    });
  });

  it('tells outside any district, and no address, from not knowing', () => {
    const outside = { ...before, line: '', postcode: '', city: '', qpv: OUTSIDE, quartier: 'bagatelle' };
    expect(residenceBody(outside)).toEqual({
      ...{ occurredOn: '2026-11-24', qpv: { code: null, evidence: 'address' }, quartier: 'bagatelle' },
    });
    expect(residenceBody({ ...outside, qpv: '' }).qpv.code).toBe('unknown');
    expect(residenceOf({ ...known, qpv: null }, '2026-11-24').qpv).toBe(OUTSIDE);
    expect(residenceOf({ ...known, qpv: 'unknown' }, '2026-11-24').qpv).toBe('');
  });

  it('has a whole address or none, and a day', () => {
    expect(lacking(before)).toEqual([]);
    expect(lacking({ ...before, line: '', postcode: '', city: '' })).toEqual([]);
    expect(lacking({ ...before, city: ' ', occurredOn: '' })).toEqual(['city', 'occurredOn']);
  });
});
