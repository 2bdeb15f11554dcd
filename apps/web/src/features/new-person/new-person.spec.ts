import { describe, expect, it } from '@jest/globals';
import { beneficiaryOf, OUTSIDE, unanswered, type NewPersonForm } from './new-person.js';

const form: NewPersonForm = {
  givenName: ' Amina ',
  familyName: 'Benali',
  birthDate: '',
  phone: '',
  email: '',
  qpv: '',
  evidence: 'declared',
  entryChannel: 'walk-in',
  occurredOn: '2026-11-24',
};

describe('registering a person', () => {
  it('leaves out what was not answered, and says an unknown district as such', () => {
    expect(beneficiaryOf(form)).toEqual({
      givenName: 'Amina',
      familyName: 'Benali',
      qpv: { code: 'unknown', evidence: 'declared' },
    });
  });

  it('tells outside any district from not knowing', () => {
    expect(beneficiaryOf({ ...form, qpv: OUTSIDE }).qpv.code).toBeNull();
  });

  it('asks for names, channel and day only', () => {
    expect(unanswered(form)).toEqual([]);
    expect(unanswered({ ...form, familyName: ' ', entryChannel: '' })).toEqual(['familyName', 'entryChannel']);
  });
});
