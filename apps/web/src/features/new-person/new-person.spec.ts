import { describe, expect, it } from '@jest/globals';
import type { Encounter } from '../../api/contract.js';
import { OUTSIDE } from '../people/residence.js';
import {
  beneficiaryOf,
  blank,
  fullNameOf,
  informationOf,
  NOT_YET,
  unanswered,
  type NewPersonForm,
} from './new-person.js';

const form: NewPersonForm = {
  givenName: ' Amina ',
  familyName: 'Benali',
  birthDate: '',
  sex: '',
  phone: '',
  email: '',
  qpv: '',
  evidence: 'declared',
  entryChannel: 'walk-in',
  occurredOn: '2026-11-24',
  means: '',
};

describe('registering a person', () => {
  it('starts from nothing, or from the encounter that she was met in', () => {
    expect(blank('2026-11-24')).toMatchObject({ qpv: '', entryChannel: '', occurredOn: '2026-11-24' });
    const met = { occurredOn: '2026-11-02', qpv: '2024-grand-mirail' } as Encounter;
    expect(blank('2026-11-24', met)).toMatchObject({
      ...{ qpv: '2024-grand-mirail', entryChannel: 'outreach', occurredOn: '2026-11-24' },
    });
  });

  it('leaves out what was not answered, and says an unknown district as such', () => {
    expect(beneficiaryOf(form)).toEqual({
      givenName: 'Amina',
      familyName: 'Benali',
      qpv: { code: 'unknown', evidence: 'declared' },
    });
  });

  it('says the sex where it was said', () => {
    expect(beneficiaryOf({ ...form, sex: 'female' }).sex).toBe('female');
  });

  it('notes how she was informed on the day it is typed, and nothing where she was not', () => {
    const told = (means: NewPersonForm['means']) => informationOf({ ...form, means }, '2026-11-26');
    expect(told('paper')).toEqual({ occurredOn: '2026-11-26', means: 'paper', article: 13 });
    expect([told(''), told(NOT_YET)]).toEqual([undefined, undefined]);
  });

  it('tells outside any district from not knowing', () => {
    expect(beneficiaryOf({ ...form, qpv: OUTSIDE }).qpv.code).toBeNull();
  });

  it('is looked for among the known once both names and a possible birth date are there', () => {
    const typed = { ...form, birthDate: '1990-05-04' };
    const born = (birthDate: string) => fullNameOf({ ...form, birthDate }, '2026-11-24');
    expect(fullNameOf(typed, '2026-11-24')).toEqual({
      givenName: 'Amina',
      familyName: 'Benali',
      birthDate: '1990-05-04',
    });
    expect([
      born(''),
      born('0199-05-04'),
      born('2026-11-25'),
      fullNameOf({ ...typed, givenName: 'A' }, '2026-11-24'),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('asks for names, channel and day only', () => {
    expect(unanswered(form)).toEqual([]);
    expect(unanswered({ ...form, familyName: ' ', entryChannel: '' })).toEqual(['familyName', 'entryChannel']);
  });
});
